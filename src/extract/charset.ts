import iconv from 'iconv-lite';
import type { WarningCode } from '../codebook/warnings.ts';
import { findBom } from './charset/bom.ts';
import { readClean } from './charset/clean/read.ts';
import { type CharsetDecision, detect } from './charset/detect.ts';
import { findCharsetLabels, type Label } from './charset/labels.ts';
import { undoMojibake, untouched } from './charset/mojibake.ts';
import { decodeMixed } from './charset/segments.ts';
import { decodeUtf16 } from './charset/utf16.ts';
import type { Warning } from './document.ts';

export interface DecodeHints {
  /** A Content-Type header or a bare charset name. */
  readonly header?: string;
}

export interface DecodedText {
  readonly text: string;
  /** The charset that decoded the bytes: `utf-8`, `gb18030` (for gb2312 and gbk too), `big5`, `utf-16le`, `utf-16be`, `windows-1252` … */
  readonly charset: string;
  /** Why that charset, in one sentence. */
  readonly evidence: string;
  readonly warnings: readonly Warning[];
}

/** Decodes text of unknown charset. What the bytes look like decides; labels decide only where the bytes do not. Never throws. */
export function decode(bytes: Uint8Array, hints: DecodeHints = {}): DecodedText {
  const labels = findCharsetLabels(bytes, hints.header);
  const read = readClean(bytes);
  const decision = detect(bytes, labels, read);
  const clean = read?.charset === decision.charset ? read : null;
  const { text: raw, foreign } = clean ? { text: clean.text, foreign: 0 } : decodeAs(bytes, decision.charset);
  const repair = clean?.mayBeSpoiled === false ? untouched(raw) : undoMojibake(raw);
  return {
    text: repair.text,
    charset: decision.charset,
    evidence: evidenceOf(decision, labels),
    warnings: [
      ...labelWarnings(decision, labels),
      ...unsureWarnings(decision),
      ...mixedWarnings(decision, foreign),
      ...mojibakeWarnings(repair.pieces, repair.kinds),
      ...badByteWarnings(repair.text),
    ],
  };
}

function decodeAs(bytes: Uint8Array, charset: string): { text: string; foreign: number } {
  const bom = findBom(bytes);
  const body = bom ? bytes.subarray(bom.length) : bytes;
  if (charset === 'utf-8' || charset === 'gb18030') return decodeMixed(body, charset);
  if (charset === 'utf-16le' || charset === 'utf-16be') return { text: decodeUtf16(body, charset), foreign: 0 };
  return { text: iconv.decode(Buffer.from(body.buffer, body.byteOffset, body.length), charset), foreign: 0 };
}

const agrees = (label: Label, charset: string): boolean =>
  label.charset === charset ||
  // The label utf-16 does not say the order.
  (label.charset?.startsWith('utf-16') === true && charset.startsWith('utf-16'));

function evidenceOf(decision: CharsetDecision, labels: readonly Label[]): string {
  const claims = labels.map((label) => `${label.from} says ${label.name}`).join(', ');
  return `${decision.because}; ${claims || 'no label'}`;
}

const warn = (code: WarningCode, message: string): Warning => ({ code, message, where: null });

function labelWarnings(decision: CharsetDecision, labels: readonly Label[]): Warning[] {
  if (!decision.sure || decision.because === 'only ASCII') return [];
  return labels
    .filter((label) => !agrees(label, decision.charset))
    .map((label) =>
      warn('charset_label_wrong', `The ${label.from} names ${label.name}, the bytes are ${decision.charset}.`),
    );
}

const unsureWarnings = (decision: CharsetDecision): Warning[] =>
  decision.sure ? [] : [warn('charset_unsure', `Read as ${decision.charset}: ${decision.because}.`)];

const mixedWarnings = (decision: CharsetDecision, foreign: number): Warning[] =>
  foreign === 0
    ? []
    : [
        warn(
          'charset_mixed',
          `${foreign} bytes of the ${decision.charset} text are in ${decision.charset === 'utf-8' ? 'gb18030' : 'utf-8'} and were read so.`,
        ),
      ];

const mojibakeWarnings = (pieces: number, kinds: readonly string[]): Warning[] =>
  pieces === 0 ? [] : [warn('mojibake_undone', `${pieces} pieces of text were undone: ${kinds.join(', ')}.`)];

function badByteWarnings(text: string): Warning[] {
  // Hardly any text has one, and all are asked.
  const bad = text.includes('\ufffd') ? text.split('\ufffd').length - 1 : 0;
  return bad === 0 ? [] : [warn('charset_bad_bytes', `${bad} places could not be decoded and are shown as U+FFFD.`)];
}
