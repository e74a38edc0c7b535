import { FORMS, normaliseLabel, type PrintedEntry, SECTIONS, withoutOrdinal } from '../../codebook/index.ts';
import { withoutSpace } from '../../vocabulary/characters.ts';
import { ordinalOfHeading } from '../../vocabulary/ordinals.ts';
import type { Block } from '../document.ts';
import type { Section } from './model.ts';
import { LabelMatcher } from './table/labels.ts';

const KNOWN = new LabelMatcher(SECTIONS);
const TABLE_LABELS = new LabelMatcher(FORMS.tables.applications.rows);
/** A heading is a phrase, not a sentence; the longest national one has 32 characters. */
const LONGEST_HEADING = 40;
/** Where a page lost its line ends: a national heading in the middle of a paragraph starts a section there. */
const INNER_HEADING =
  /[一二三四五六]、\s*(?:总体情况|主动公开政府信息情况|收到和处理政府信息公开申请情况|(?:因政府信息公开工作被申请|政府信息公开)行政法?复议、(?:提起)?行政诉讼情况|存在的主要问题及改进情况|其他需要报告的事项)/g;

/** The sections of a report in document order; text before the first heading is no section. Tables are not repeated as text. */
export function readSections(blocks: readonly Block[]): Section[] {
  const sections: { key: string | null; heading: string; lines: string[] }[] = [];
  for (const { text, heading } of withoutPoints(withoutContents(linesIn(blocks)))) {
    if (heading)
      sections.push({ key: heading.key, heading: heading.heading, lines: heading.rest === '' ? [] : [heading.rest] });
    else if (text !== null) sections.at(-1)?.lines.push(text);
  }
  return sections.map(({ key, heading, lines }) => ({ key, heading, text: lines.join('\n').trim() }));
}

interface SectionLine {
  /** Null for a table. */
  readonly text: string | null;
  readonly heading: SectionHeading | null;
}

const linesIn = (blocks: readonly Block[]): SectionLine[] =>
  blocks.flatMap((block): SectionLine[] => {
    if (block.kind === 'table') return [{ text: null, heading: null }];
    return linesOf(block.text).map((text) => ({ text, heading: headingOf(text, block.level !== undefined) }));
  });

/** So many headings before the first one comes again, and nothing but other short lines among them, are a table of contents. */
const ENOUGH_CONTENTS = 3;

/** A table of contents (目录) in front of the text names every heading once more. */
function withoutContents(lines: readonly SectionLine[]): readonly SectionLine[] {
  const first = lines.findIndex(({ heading }) => heading?.key);
  const key = lines[first]?.heading?.key;
  const again = lines.findIndex(({ heading }, at) => at > first && heading?.key === key);
  const run = again < 0 ? [] : lines.slice(first, again);
  // An introduction may stand between the contents and the first section.
  const contents = run.slice(0, run.findLastIndex(({ heading }) => heading !== null) + 1);
  const isContents =
    contents.filter(({ heading }) => heading?.key).length >= ENOUGH_CONTENTS &&
    contents.every(({ text, heading }) => text !== null && !text.includes('。') && (heading?.rest ?? '') === '');
  return isContents ? [...lines.slice(0, first), ...lines.slice(first + contents.length)] : lines;
}

/** （一）总体情况 is a point of a section, except where all sections are numbered so: this many of them. */
const ENOUGH_BRACKETS = 4;

/**
 * Points of a section's text that read like headings of another: `1.主动公开政府信息情况` below 一、总体情况, where 二、 is the section of that name, and
 * captions that repeat their section's heading.
 */
function withoutPoints(lines: readonly SectionLine[]): SectionLine[] {
  const sections = lines.flatMap(({ heading }, at) =>
    heading?.numbering === 'chinese' ? [{ key: heading.key, at }] : [],
  );
  const bracketed = new Set(lines.flatMap(({ heading }) => (heading?.numbering === 'bracket' ? [heading.key] : [])));
  // An annex numbers its tables afresh: the headings above it, 1、 to 6、, are no points of it.
  const isInside = (at: number): boolean => sections.some((section) => section.at < at);
  let current: string | null = null;
  return lines.map((line, at) => {
    const { heading } = line;
    if (heading === null) return line;
    const { key, numbering } = heading;
    const isPoint =
      key !== null &&
      ((numbering === 'arabic' && isInside(at) && sections.some((section) => section.key === key)) ||
        (numbering === 'bracket' && (sections.length > 0 || bracketed.size < ENOUGH_BRACKETS)) ||
        (numbering === 'none' &&
          (key === current || sections.some((section) => section.key === key && section.at > at))));
    if (!isPoint) current = key;
    return isPoint ? { ...line, heading: null } : line;
  });
}

/** The key of a known section heading, or undefined where the line is no heading at all. */
export const isKnownHeading = (line: string): boolean => sectionOf(line) !== null;

/** The section that a line is the heading of by its own look; null for none that is known. */
export const sectionOf = (line: string): string | null => headingOf(line, false)?.key ?? null;

function linesOf(text: string): string[] {
  return text
    .replace(INNER_HEADING, (heading, offset: number) => (offset === 0 ? heading : `\n${heading}\n`))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

interface SectionHeading {
  readonly key: string | null;
  readonly heading: string;
  readonly numbering: 'chinese' | 'bracket' | 'arabic' | 'none';
  /** Text that stands on the heading's line behind it. */
  readonly rest: string;
}

function headingOf(line: string, marked: boolean): SectionHeading | null {
  const numbering = numberingOf(line);
  const numbered = numbering === 'chinese' || numbering === 'arabic';
  const phrase = (numbered ? line.slice(ordinalOfHeading(line)?.printed.length) : line).trim();
  const short = phrase.replace(/\s/g, '').length <= LONGEST_HEADING && !/[。；;!！]/.test(phrase);
  if (short) {
    const bare = normaliseLabel(phrase);
    const entry = numbered || marked || bare.length <= 25 ? KNOWN.match(phrase, { fuzzy: numbered }) : null;
    // Without a number only the printed form itself is a heading: sentences mention these words too.
    if (entry && (numbered || marked || isPrintedForm(bare, entry))) {
      const style = numbered ? numbering : unseparated(bare);
      return { key: entry.key, heading: withoutSpace(line), numbering: style, rest: '' };
    }
    const isTableRow = TABLE_LABELS.match(phrase, { fuzzy: false }) !== null || /^本年度办理结果/.test(bare);
    return numbering === 'chinese' && !isTableRow && /^\P{N}/u.test(phrase)
      ? { key: null, heading: withoutSpace(line), numbering: 'chinese', rest: '' }
      : null;
  }
  return numbering === 'chinese' ? runOn(line, phrase) : null;
}

/** How a line is numbered; 第一部分 counts as 一、. What has nothing behind its number is no heading. */
function numberingOf(line: string): 'chinese' | 'arabic' | null {
  const ordinal = ordinalOfHeading(line);
  if (ordinal === null || ordinal.printed.length === line.length) return null;
  if (ordinal.style === 'part' || ordinal.style === 'chinese') return 'chinese';
  return ordinal.style === 'arabic' ? 'arabic' : null;
}

const isPrintedForm = (bare: string, { label, variants }: PrintedEntry): boolean =>
  [label, ...variants].map(normaliseLabel).some((form) => form === bare || form === withoutOrdinal(bare));

/** How a heading is numbered that has no mark behind its number: `一总体情况`, `（一）总体情况`. */
function unseparated(bare: string): SectionHeading['numbering'] {
  if (bare === withoutOrdinal(bare)) return 'none';
  return bare.startsWith('(') ? 'bracket' : 'chinese';
}

/** `一、总体情况。2023年，我局…` or `一、总体情况 2023年…`: the heading and its text share a line. */
function runOn(line: string, phrase: string): SectionHeading | null {
  const cut = /^(\S{2,30}?)[。\s：:]+(?=\S)/.exec(phrase);
  const entry = cut?.[1] ? KNOWN.match(cut[1], { fuzzy: false }) : null;
  if (!entry || !cut) return null;
  const at = line.indexOf(phrase) + cut[0].length;
  const heading = line.slice(0, line.indexOf(phrase)) + (cut[1] ?? '');
  return { key: entry.key, heading: withoutSpace(heading), numbering: 'chinese', rest: line.slice(at).trim() };
}
