import type { z } from 'zod';
import { UsageError } from './command.ts';
import { corpusMessages } from './messages/corpus.ts';

/**
 * Options as a schema reads them. `takes` says of each what it takes.
 * @throws {UsageError} naming the first option that is wrong, what was given and what it takes.
 */
export function checkedOptions<Schema extends z.ZodObject>(
  options: Readonly<Record<string, unknown>>,
  schema: Schema,
  takes: Readonly<Record<string, string>>,
): z.infer<Schema> {
  const read = schema.safeParse(options);
  if (read.success) return read.data;
  const name = String(read.error.issues[0]?.path[0]);
  throw new UsageError(corpusMessages.optionTakes(name, String(options[name]), takes[name] ?? ''));
}
