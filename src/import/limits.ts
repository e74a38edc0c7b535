/** The largest scans of a report are some 50 MB; above this an archive is not unpacked either. WARC files may have any size. */
export const MAX_FILE_BYTES = 200 * 1024 * 1024;

/** What is wrong with a file or record of so many bytes, and what to do. */
export function tooLarge(size: number): string {
  const megabytes = (bytes: number) => Math.round(bytes / 1024 ** 2);
  return `${megabytes(size)} MB, and at most ${megabytes(MAX_FILE_BYTES)} MB are read; unpack or split it, and import the parts`;
}
