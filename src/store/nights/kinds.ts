/** What can be wrong after a night. A closed list; of several in one portal the first counts, and the others are told beside it. */
export const FINDING_KINDS = {
  network: 'our own network was gone',
  disk: 'the disk is full, or will be within a few nights',
  archive: 'records of the archive cannot be read',
  unreachable: 'the host does not answer',
  refused: 'the host refuses us',
  throttled: 'the host asks to slow down until the night is over',
  server_error: 'the host answers with errors',
  moved: 'the list is not at its address any more',
  list_fell: 'the list has far fewer rows than in the nights before, or is not read to its end any more',
  incomplete: 'the list is not known to be read to its end',
  reading_fell: 'the reports of this night hold far fewer numbers, or fail more checks, than those before',
  unreadable: 'a file that no reader could read',
  page_failed: 'a page or a file that a list names could not be had',
  season_behind: 'far fewer reports of the last year than a year ago at this time',
} as const;
export type FindingKind = keyof typeof FINDING_KINDS;

export const FINDING_SCOPES = ['portal', 'family', 'host', 'run'] as const;
export type FindingScope = (typeof FINDING_SCOPES)[number];

/** Why a night ended with its exit code. A closed list. */
export const NIGHT_CAUSES = {
  ok: 'all well, or nothing that was not known',
  failures: 'something is wrong since this night',
  incomplete: 'a list is not known to be read to its end since this night',
  disk: 'the disk is full',
  network: 'our own network was gone; the next night goes on',
  interrupted: 'a person or the system stopped it; the next call goes on',
} as const;
export type NightCause = keyof typeof NIGHT_CAUSES;
