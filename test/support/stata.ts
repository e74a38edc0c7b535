import { readFileSync } from 'node:fs';

export interface StataFile {
  readonly labels: Readonly<Record<string, string>>;
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
}

const TAGS = [
  '<stata_dta>',
  '<map>',
  '<variable_types>',
  '<varnames>',
  '<sortlist>',
  '<formats>',
  '<value_label_names>',
  '<variable_labels>',
  '<characteristics>',
  '<data>',
  '<strls>',
  '<value_labels>',
  '</stata_dta>',
];

/** Reads a file of Stata's format 118 by its map, and throws where a part does not stand where the map says. */
export function readStata(path: string): StataFile {
  const bytes = readFileSync(path);
  const map = bytes.indexOf('<map>') + 5;
  const places = TAGS.map((tag, index) => {
    const at = Number(bytes.readBigUInt64LE(map + 8 * index));
    if (bytes.toString('utf8', at, at + tag.length) !== tag) throw new Error(`no ${tag} at ${at}`);
    return at + tag.length;
  });
  if (Number(bytes.readBigUInt64LE(map + 8 * 13)) !== bytes.length)
    throw new Error('the map does not end with the file');
  const place = (tag: string): number => places[TAGS.indexOf(tag)] ?? 0;
  const k = bytes.readUInt16LE(bytes.indexOf('<K>') + 3);
  const n = Number(bytes.readBigUInt64LE(bytes.indexOf('<N>') + 3));
  const types = Array.from({ length: k }, (_, i) => bytes.readUInt16LE(place('<variable_types>') + 2 * i));
  const string = (at: number, length: number): string => bytes.toString('utf8', at, at + length).replace(/\0.*$/s, '');
  const names = types.map((_, i) => string(place('<varnames>') + 129 * i, 129));
  const labels = Object.fromEntries(names.map((name, i) => [name, string(place('<variable_labels>') + 321 * i, 321)]));
  const texts = longTexts(bytes, place('<strls>'));
  let at = place('<data>');
  const cell = (type: number): string | number | null => {
    const start = at;
    at += type === 65526 || type === 32768 ? 8 : type === 65528 ? 4 : type;
    if (type === 65526) return bytes.readBigUInt64LE(start) === 0x7fe0000000000000n ? null : bytes.readDoubleLE(start);
    if (type === 65528) return bytes.readInt32LE(start) > 2147483620 ? null : bytes.readInt32LE(start);
    if (type === 32768) return texts.get(`${bytes.readUInt16LE(start)} ${bytes.readUIntLE(start + 2, 6)}`) ?? '';
    return string(start, type);
  };
  const rows = Array.from({ length: n }, () =>
    Object.fromEntries(types.map((type, i) => [names[i] ?? '', cell(type)])),
  );
  if (bytes.toString('utf8', at, at + 7) !== '</data>') throw new Error('the rows do not end where the data ends');
  return { labels, rows };
}

function longTexts(bytes: Buffer, start: number): Map<string, string> {
  const texts = new Map<string, string>();
  for (let at = start; bytes.toString('latin1', at, at + 3) === 'GSO'; ) {
    const length = bytes.readUInt32LE(at + 16);
    const key = `${bytes.readUInt32LE(at + 3)} ${bytes.readBigUInt64LE(at + 7)}`;
    texts.set(key, bytes.toString('utf8', at + 20, at + 20 + length - 1));
    at += 20 + length;
  }
  return texts;
}
