/** Full text. */
export const search = /* sql */ `
-- Full text by pairs of neighbouring characters, so that words of two are found by an index: 网站 is one pair, 政务公开 the phrase "政务 务公 公开".
-- Its rowid is section.id; it holds no text, which stands in section. Filled by the program with each section (src/store/search-pairs.ts).
CREATE VIRTUAL TABLE section_search USING fts5 (
  heading, text, content = '', tokenize = "unicode61 remove_diacritics 0"
);
`;
