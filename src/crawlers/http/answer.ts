import { header } from '../../archive/exchange.ts';
import type { WarcRecord } from '../../archive/read.ts';
import { type DecodedText, decode } from '../../extract/charset.ts';
import { readArchivedPayload } from '../../store/archived-payload.ts';
import type { Store } from '../../store/store.ts';
import type { Page } from '../platforms/dialect.ts';
import { makePage } from '../platforms/page/dom.ts';
import { decodedOf, type NavigationResult } from './navigate.ts';

/** The document that a navigation ended with: from the wire, or, confirmed by a 304, from the archive. */
export interface Answer {
  readonly url: string;
  readonly status: number;
  readonly contentType: string;
  readonly bytes: Buffer;
  /** The decoded text, of an answer that is text. */
  text(): string;
  /** The code of scripts that the page loads, where it was fetched for it. */
  readonly scripts?: string;
  /** The charset that its text came in; absent: UTF-8. */
  charset?(): string;
}

/** The document as it came over the wire; null where nothing came. */
export function wireAnswer({ exchanges }: NavigationResult): Answer | null {
  const last = exchanges.at(-1);
  if (last === undefined) return null;
  const contentType = header(last, 'content-type') ?? '';
  const { url, status, payload: bytes } = last;
  return { ...decodedAnswer(() => decodedOf(last)), url, status, contentType, bytes };
}

/** What the archive gave for a 304: asked for several times while a page is planned. */
const confirmed = new WeakMap<NavigationResult, Answer | null>();

/** Null where the archive does not hold what a 304 confirms any more: the request is to be made anew, without condition. */
export function answerOf(store: Store, runId: number, result: NavigationResult): Answer | null {
  const { confirms } = result;
  const wire = wireAnswer(result);
  if (wire === null || confirms === null) return wire;
  const known = confirmed.get(result);
  if (known !== undefined) return known;
  const answer = answerFromArchive(wire.url, readArchivedPayload(store, runId, confirms.payloadId));
  confirmed.set(result, answer);
  return answer;
}

function answerFromArchive(url: string, held: WarcRecord | null): Answer | null {
  if (held === null) return null;
  const { payload, http } = held;
  const contentType = (http && header(http, 'content-type')) ?? '';
  const decoded = () => decode(payload, contentType === '' ? {} : { header: contentType });
  return { ...decodedAnswer(decoded), url, status: 200, contentType, bytes: payload };
}

const decodedAnswer = (decoded: () => DecodedText): Pick<Required<Answer>, 'text' | 'charset'> => ({
  text: () => decoded().text,
  charset: () => decoded().charset,
});

/** What kind of thing the bytes are, as far as the crawler must know. */
export type AnswerKind = 'html' | 'data' | 'file';

/** By content: portals send HTML as anything and PDF as text/html. */
export function kindOf({ bytes, contentType }: Pick<Answer, 'bytes' | 'contentType'>): AnswerKind {
  const start = bytes
    .toString('latin1', 0, 1024)
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replaceAll('\0', '')
    .trimStart();
  if (/^(?:%PDF|PK\x03\x04|\xd0\xcf\x11\xe0|\{\\rtf|Rar!|\xff\xd8\xff|\x89PNG|GIF8|BM)/.test(start)) return 'file';
  if (start.startsWith('<'))
    return /^<\?xml(?![\s\S]*<html)/i.test(start) && !/html/i.test(contentType) ? 'data' : 'html';
  if (/^[[{]/.test(start) || /^[\w$.]{1,60}\s*\(/.test(start) || /json|xml|javascript/i.test(contentType))
    return 'data';
  return /html/i.test(contentType) && !start.includes('\x01') ? 'html' : 'file';
}

/** By the bytes that they were made of: a page is planned, judged and looked at again, and taken apart once. */
const pages = new WeakMap<Buffer, Page>();

export function pageOf(answer: Answer): Page {
  const { url, status, contentType, scripts = '', bytes } = answer;
  const known = pages.get(bytes);
  if (known !== undefined && known.url === url && known.status === status && known.scripts === scripts) return known;
  const charset = answer.charset?.() ?? 'utf-8';
  const page = makePage({ url, text: answer.text(), status, contentType, charset, scripts });
  pages.set(bytes, page);
  return page;
}
