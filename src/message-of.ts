/** What was thrown, in its own words: JavaScript throws anything, and libraries do. */
export const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));
