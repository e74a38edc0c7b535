const NAMES = ['office', 'text', 'table', 'draw', 'style', 'svg', 'loext'] as const;

/** Addresses of OpenDocument's namespaces, and of its forerunner's (OpenOffice 1), with their canonical prefixes. */
export const ODF_NAMESPACES: ReadonlyMap<string, string> = new Map([
  ...NAMES.map((name) => [`urn:oasis:names:tc:opendocument:xmlns:${name}:1.0`, name] as const),
  ...NAMES.map((name) => [`http://openoffice.org/2000/${name}`, name] as const),
  ['urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0', 'svg'],
  ['urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0', 'number'],
  ['http://openoffice.org/2000/datastyle', 'number'],
  ['http://www.w3.org/1999/xlink', 'xlink'],
  ['urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0', 'loext'],
]);
