/** Full text. */
export const search = /* sql */ `
-- Full text: SELECT ... FROM section_search WHERE section_search MATCH '"三个字以上"'; its rowid is section.id.
CREATE VIRTUAL TABLE section_search USING fts5 (heading, text, tokenize = 'trigram', content = 'section', content_rowid = 'id');
CREATE TRIGGER section_added AFTER INSERT ON section BEGIN
  INSERT INTO section_search (rowid, heading, text) VALUES (new.id, new.heading, new.text);
END;
CREATE TRIGGER section_removed AFTER DELETE ON section BEGIN
  INSERT INTO section_search (section_search, rowid, heading, text) VALUES ('delete', old.id, old.heading, old.text);
END;
`;
