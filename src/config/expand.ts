/** A variable that a value names and that the environment does not have. */
export interface UnsetVariable {
  readonly name: string;
  readonly path: readonly PropertyKey[];
}

const VARIABLE = /\$\{([A-Z_][A-Z0-9_]*)\}/g;

/** A value with `${NAME}` in its texts replaced from the environment, so that secrets stand in no file. An empty variable is none. */
export function expanded(
  value: unknown,
  environment: Readonly<Record<string, string | undefined>>,
): { readonly value: unknown; readonly unset: readonly UnsetVariable[] } {
  const unset: UnsetVariable[] = [];
  const within = (part: unknown, path: readonly PropertyKey[]): unknown => {
    if (typeof part === 'string')
      return part.replace(VARIABLE, (whole, name: string) => {
        const found = environment[name];
        if (found !== undefined && found !== '') return found;
        unset.push({ name, path });
        return whole;
      });
    if (Array.isArray(part)) return part.map((one, index) => within(one, [...path, index]));
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, one]) => [key, within(one, [...path, key])]));
  };
  return { value: within(value, []), unset };
}
