import type { Form } from '../codebook/index.ts';
import { applicationsForm } from './form-parts.ts';
import type { Figures } from './numbers.ts';
import type { Random } from './random.ts';
import type { SampleTruth } from './truth.ts';

export interface PlantedFigures {
  readonly applications: Figures;
  readonly review: Figures;
  readonly planted: SampleTruth['planted'];
}

/** The same tables with one error that the check `rule` finds, as careless typing makes it. */
export function plantError(
  applications: Figures,
  review: Figures,
  rule: string,
  form: Form,
  random: Random,
): PlantedFigures {
  const delta = random.int(1, 9);
  const applicant = random.pick(applicationsForm(form).applicants);
  switch (rule) {
    case 'row_sum': {
      const scope = random.pick(Object.keys(applications));
      return { applications: add(applications, scope, ['total'], delta), review, planted: { rule, scope } };
    }
    case 'balance': {
      const wrong = add(applications, 'new_received', [applicant, 'total'], delta);
      return { applications: wrong, review, planted: { rule, scope: applicant } };
    }
    case 'result_sum': {
      // Both sides of the balance grow, so that this check alone sees the error.
      const handled = add(applications, 'handled_total', [applicant, 'total'], delta);
      const wrong = add(handled, 'new_received', [applicant, 'total'], delta);
      return { applications: wrong, review, planted: { rule, scope: applicant } };
    }
    case 'review_sum': {
      const scope = random.pick(Object.keys(review));
      return { applications, review: add(review, scope, ['total'], delta), planted: { rule, scope } };
    }
    default:
      throw new RangeError(`no error can be planted for check ${rule}`);
  }
}

function add(figures: Figures, row: string, columns: readonly string[], delta: number): Figures {
  const cells = { ...figures[row] };
  for (const column of columns) cells[column] = (cells[column] ?? 0) + delta;
  return { ...figures, [row]: cells };
}
