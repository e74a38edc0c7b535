/** Elements of which nothing is printed in the text: what tracked changes took out, former properties, codes, notes, headers, pictures' bytes. */
export const SKIPPED: ReadonlySet<string> = new Set([
  ...['w:del', 'w:moveFrom', 'w:delText', 'w:delInstrText'],
  ...['w:pPrChange', 'w:rPrChange', 'w:tblPrChange', 'w:trPrChange', 'w:tcPrChange', 'w:sectPrChange'],
  ...['w:tblGridChange', 'w:tblPrExChange', 'w:numberingChange'],
  ...['w:sectPr', 'w:hdr', 'w:ftr', 'w:footnote', 'w:endnote', 'w:comment'],
  // Small print above a character that says how it is spoken.
  'w:rt',
  ...['w:fldData', 'w:binData', 'w:docOleData'],
]);
