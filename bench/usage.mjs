/**
 * Imported first by every bench: for `--help` it prints the comment at the top of the program that was started, which says what is measured
 * and how it is called, before anything is measured.
 */
import { readFileSync } from 'node:fs';

if (process.argv.slice(2).some((word) => word === '--help' || word === '-h')) {
  const [, comment = ''] = /^\/\*\*\n([\s\S]*?)\n \*\//.exec(readFileSync(process.argv[1], 'utf8')) ?? [];
  process.stdout.write(`${comment.replace(/^ \*(?: |$)/gm, '')}\n`);
  process.exit(0);
}
