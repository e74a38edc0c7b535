/** Single properties of a box by name, after the cascade. */
export type BoxStyle = ReadonlyMap<string, string>;
