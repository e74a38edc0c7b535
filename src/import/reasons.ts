/** Why something that lies in an imported folder or WARC file was left there. A closed list, documented in docs/schema.md. */
export const IMPORT_SKIPS = {
  empty: 'no bytes',
  system_file: 'hidden, or left there by an operating system or an office program (Thumbs.db, .DS_Store, ~$…)',
  not_a_document: 'by its name a part of a saved page, a program, sound or video',
  not_a_file: 'a device, a pipe or a socket',
  link_loop: 'a folder that was visited already, under another name or by a link',
  data_folder: 'the data folder itself',
  no_access: 'cannot be opened: permissions, or a link that leads nowhere',
  too_large: 'larger than a report or an archive of reports can be',
  not_an_answer: 'a WARC record that is no successful response: request, redirect, error, revisit, metadata',
  partial_answer: 'a WARC record of a part of a file (206); only a whole one is imported',
  page_part: 'a WARC record of a picture, style, script, font, sound or video',
  off_subject: 'a WARC record of a page that does not speak of reports on information disclosure',
  not_read: 'reading it failed in a way that nobody foresaw',
  damaged_record: 'a part of a WARC file that is torn or broken; what stands before and behind it is imported',
} as const;
export type ImportSkip = keyof typeof IMPORT_SKIPS;

/** These may have cost a report: they are listed as failures. */
export const SKIP_FAILURES: ReadonlySet<ImportSkip> = new Set([
  'no_access',
  'too_large',
  'partial_answer',
  'damaged_record',
  'not_read',
]);
