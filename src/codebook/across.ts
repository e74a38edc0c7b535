/** What is compared between reports (view `check_across`): of two years in a row of one organ, of a government and its departments; and how much a failure says. */
export const ACROSS_RULES = {
  in_force: {
    severity: 'error',
    english: 'in force = in force the year before + issued - repealed, for each row of `disclosure`',
  },
  carried: { severity: 'error', english: '`carried_in` = `carried_out` of the year before, for each applicant' },
  tenfold: {
    severity: 'notice',
    english: 'no series is ten times, or a tenth of, what it was the year before, where one of the two is 20 or more',
  },
  unit_of_money: {
    severity: 'notice',
    english: 'no amount is a thousand times that of the other year: 元 in a field of 万元',
  },
  departments: {
    severity: 'notice',
    english:
      'departments and towns together have no more applications, reconsiderations or lawsuits than their government’s report of the year, which is to sum them up',
  },
} as const satisfies Readonly<Record<string, { readonly severity: 'error' | 'notice'; readonly english: string }>>;
