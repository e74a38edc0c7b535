import type { Range } from '@e965/xlsx';
import { openPackage, type Package } from '../../office/package.ts';
import { type Ground, mergedStyle, type TextStyle, UNKNOWN_GROUND } from '../../office/text-style.ts';
import { type Attributes, decodeXml, readXml } from '../../office/xml.ts';
import { fontColour, fontStyleOf, type RichTextRun, shownRuns } from '../rich-text.ts';
import { ruleCondition } from './conditions.ts';
import { printsNothing } from './number-formats.ts';
import { type CellFormat, PLAIN_FORMAT, SheetLooks } from './sheet-looks.ts';

/** What of the cells of an XLSX package is seen, by sheet. */
export async function packageLooks(bytes: Uint8Array): Promise<ReadonlyMap<string, SheetLooks>> {
  const parts = await openPackage(bytes);
  const styles = await parts.part('xl/styles.xml');
  const formats = new StylesHandler();
  if (styles) readXml(decodeXml(styles), new Map(), formats);
  const found = new Map<string, SheetLooks>();
  for (const [name, path] of await sheetPaths(parts)) {
    const sheet = await parts.part(path);
    if (sheet) found.set(name, looksIn(decodeXml(sheet), formats));
  }
  return found;
}

/** What a conditional format changes. */
type Change = { readonly style: TextStyle; readonly ground: Ground | undefined };

/** Formats of cells (`cellXfs`) and of conditions (`dxfs`), each in order. */
class StylesHandler {
  readonly cells: CellFormat[] = [];
  readonly changes: Change[] = [];
  readonly #fonts: TextStyle[] = [];
  readonly #grounds: (Ground | null)[] = [];
  #inside: string | null = null;

  open(written: string, attributes: Attributes): void {
    const name = localName(written);
    if (/^(?:fonts|fills|cellXfs|dxfs|cellStyleXfs)$/.test(name)) this.#inside = name;
    else if (this.#inside === 'fonts') this.#font(name, attributes);
    else if (this.#inside === 'fills') this.#fill(name, attributes);
    else if (this.#inside === 'dxfs') this.#change(name, attributes);
    else if (this.#inside === 'cellXfs' && name === 'xf')
      this.cells.push({
        style: this.#fonts[Number(attributes.fontId)] ?? {},
        ground: this.#grounds[Number(attributes.fillId ?? 0)] ?? null,
      });
  }

  close(written: string): void {
    if (localName(written) === this.#inside) this.#inside = null;
  }

  text(): void {}

  #font(name: string, attributes: Attributes): void {
    if (name === 'font') this.#fonts.push({});
    else this.#fonts.push({ ...this.#fonts.pop(), ...fontStyleOf(name, attributes) });
  }

  #fill(name: string, attributes: Attributes): void {
    if (name === 'fill') this.#grounds.push(null);
    else if (name === 'gradientFill' || (name === 'patternFill' && !/^(?:none)?$/.test(attributes.patternType ?? '')))
      this.#grounds[this.#grounds.length - 1] = UNKNOWN_GROUND;
    else if (name === 'fgColor' && this.#grounds.at(-1) === UNKNOWN_GROUND)
      this.#grounds[this.#grounds.length - 1] = fontColour(attributes) ?? UNKNOWN_GROUND;
  }

  #change(name: string, attributes: Attributes): void {
    if (name === 'dxf') this.changes.push({ style: {}, ground: undefined });
    const change = this.changes.pop();
    if (change) this.changes.push(changed(change, name, attributes));
  }
}

/** A solid ground of a conditional format is its `bgColor`. */
function changed(change: Change, name: string, attributes: Attributes): Change {
  if (name === 'bgColor' || name === 'gradientFill')
    return { ...change, ground: fontColour(attributes) ?? UNKNOWN_GROUND };
  if (name === 'numFmt' && printsNothing(attributes.formatCode ?? ''))
    return { ...change, style: { ...change.style, hidden: true } };
  return { ...change, style: { ...change.style, ...fontStyleOf(name, attributes) } };
}

interface OpenRule {
  readonly type: string;
  readonly operator: string;
  readonly text: string;
  readonly change: Change;
  readonly priority: number;
  readonly formulas: string[];
  hidesValue: boolean;
}

/** Reads a sheet's own XML for what its cells look like. */
function looksIn(xml: string, { cells, changes }: StylesHandler): SheetLooks {
  const looks = new SheetLooks();
  const hasFormats = cells.some((format) => Object.keys(format.style).length > 0 || format.ground !== null);
  const hasRuns = /<(?:\w+:)?is\b/.test(xml);
  if (!hasFormats && !hasRuns && !/showZeros|conditionalFormatting/.test(xml)) return looks;
  const ranked: { readonly priority: number; readonly format: SheetLooks['conditional'][number] }[] = [];
  let cell = '';
  let format = PLAIN_FORMAT;
  let runs: RichTextRun[] = [];
  let run: TextStyle | null = null;
  let ranges = '';
  let rule: OpenRule | null = null;
  let inText: 'run' | 'formula' | null = null;
  readXml(xml, new Map(), {
    open: (written, attributes) => {
      const name = localName(written);
      if (name === 'c') {
        cell = attributes.r ?? '';
        format = cells[Number(attributes.s ?? 0)] ?? PLAIN_FORMAT;
        if (format !== PLAIN_FORMAT) looks.formats.set(cell, format);
        runs = [];
      } else if (name === 'r') run = {};
      else if (name === 't' && run) inText = 'run';
      else if (run) run = { ...run, ...fontStyleOf(name, attributes) };
      else if (name === 'sheetView' && /^(?:0|false)$/.test(attributes.showZeros ?? '')) looks.hidesZeros = true;
      else if (name === 'conditionalFormatting') ranges = attributes.sqref ?? '';
      else if (name === 'cfRule') rule = openRule(attributes, changes);
      else if (rule && name === 'formula') {
        rule.formulas.push('');
        inText = 'formula';
      } else if (rule && /^(?:dataBar|iconSet)$/.test(name))
        rule.hidesValue = /^(?:0|false)$/.test(attributes.showValue ?? '');
    },
    close: (written) => {
      const name = localName(written);
      if (name === 't' || name === 'formula') inText = null;
      else if (name === 'r') run = null;
      else if (name === 'is' && runs.length > 0) looks.texts.set(cell, shownRuns(runs));
      else if (name === 'cfRule' && rule) {
        ranked.push({ priority: rule.priority, format: conditionalFormat(rule, ranges) });
        rule = null;
      }
    },
    text: (text) => {
      if (inText === 'run' && run) runs.push({ text, style: mergedStyle([run, format.style]) });
      else if (inText === 'formula' && rule) rule.formulas.push((rule.formulas.pop() ?? '') + text);
    },
  });
  looks.conditional.push(...ranked.sort((a, b) => a.priority - b.priority).map((one) => one.format));
  return looks;
}

const NO_CHANGE: Change = { style: {}, ground: undefined };

const openRule = (attributes: Attributes, changes: readonly Change[]): OpenRule => ({
  type: attributes.type ?? '',
  operator: attributes.operator ?? '',
  text: attributes.text ?? '',
  change: changes[Number(attributes.dxfId ?? -1)] ?? NO_CHANGE,
  priority: Number(attributes.priority ?? 0),
  formulas: [],
  hidesValue: false,
});

function conditionalFormat(rule: OpenRule, written: string): SheetLooks['conditional'][number] {
  const ranges = written.split(/\s+/).flatMap(rangeOf);
  const firstCell = written.split(/[\s:]/)[0] ?? '';
  const { style, ground } = rule.change;
  return {
    ranges,
    condition: ruleCondition(rule.type, rule.operator, rule.formulas, rule.text, firstCell),
    style: rule.hidesValue ? { ...style, hidden: true } : style,
    ground,
  };
}

function rangeOf(written: string): Range[] {
  const [, left, top, right = left, bottom = top] =
    /^\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?$/.exec(written) ?? [];
  if (left === undefined || right === undefined) return [];
  return [
    {
      s: { c: columnOf(left), r: Number(top) - 1 },
      e: { c: columnOf(right), r: Number(bottom) - 1 },
    },
  ];
}

/** A is 0. */
const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** The parts of the sheets by the sheets' names. */
async function sheetPaths(parts: Package): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  const relations = await parts.part('xl/_rels/workbook.xml.rels');
  const workbook = await parts.part('xl/workbook.xml');
  const paths = new Map<string, string>();
  if (!relations || !workbook) return paths;
  const nothing = { close: () => undefined, text: () => undefined };
  readXml(decodeXml(relations), new Map(), {
    ...nothing,
    open: (_, { Id = '', Target = '' }) =>
      void targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`),
  });
  readXml(decodeXml(workbook), new Map(), {
    ...nothing,
    open: (name, attributes) => {
      const id = Object.entries(attributes).find(([key]) => /:id$/.test(key))?.[1] ?? '';
      const path = targets.get(id);
      if (localName(name) === 'sheet' && path !== undefined) paths.set(attributes.name ?? '', path);
    },
  });
  return paths;
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
