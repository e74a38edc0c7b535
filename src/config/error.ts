/** One thing wrong in a configuration file. */
export interface ConfigProblem {
  /** Path as it was given. */
  readonly file: string;
  /** 1-based; null where the file as a whole is meant. */
  readonly line: number | null;
  /** Dotted path of the key (`channels.0.url`); empty for the whole file. */
  readonly key: string;
  /** What was found and what is allowed. */
  readonly message: string;
}

/** Wrong configuration: all problems at once. The command line prints the message and exits with `exitCode`. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[];
  readonly exitCode = 2;

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(describe).join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** What `read` gives; where its configuration is wrong, null, and what is wrong joins `problems`: one broken file must not hide the next. */
export function readOr<T>(problems: ConfigProblem[], read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    problems.push(...error.problems);
    return null;
  }
}

function describe({ file, line, key, message }: ConfigProblem): string {
  return [line === null ? file : `${file}:${line}`, key, message].filter((part) => part !== '').join(': ');
}
