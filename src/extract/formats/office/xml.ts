import { Parser } from 'htmlparser2';
import iconv from 'iconv-lite';
import { UnreadableError } from '../../document.ts';

/** Office files stay below 100; the stack costs memory only, so that this is an alarm, not a limit of ours. */
const MAX_DEPTH = 1500;

export type Attributes = Readonly<Record<string, string>>;

export interface XmlHandler {
  /** `name` and the attributes' names carry the canonical prefix of their namespace (`w:tbl`), or the file's own for unknown ones. */
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  text(text: string): void;
}

/**
 * Reads XML event by event. No DTD, no entities beyond the five of XML and character references, nothing is fetched; what is not well-formed
 * is read as far as it goes. `namespaces` maps addresses to canonical prefixes: producers choose their own.
 * Throws `UnreadableError` 'too_deep'.
 */
export function readXml(
  source: Uint8Array | string,
  namespaces: ReadonlyMap<string, string>,
  handler: XmlHandler,
): void {
  const names = new Names(namespaces);
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (names.push(attributes) > MAX_DEPTH)
          throw new UnreadableError('too_deep', `XML elements are nested more than ${MAX_DEPTH} deep.`);
        handler.open(names.canonical(name), names.attributes(attributes));
      },
      onclosetag: (name) => {
        handler.close(names.canonical(name));
        names.pop();
      },
      ontext: (text) => handler.text(text),
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(typeof source === 'string' ? source : decodeXml(source));
}

/** XML as text: by its byte order mark, else by its declaration, else UTF-8. */
export function decodeXml(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const declared = /^<\?xml[^>]*encoding\s*=\s*["']([\w-]+)["']/i.exec(buffer.toString('latin1', 0, 200))?.[1];
  // gb2312 files hold GBK characters; gb18030 contains both.
  const label = declared && /^gb/i.test(declared) ? 'gb18030' : (declared ?? 'utf-8');
  const bom = buffer[0] === 0xfe || buffer[0] === 0xff ? 'utf-16' : buffer[0] === 0xef ? 'utf-8' : null;
  const charset = bom ?? (iconv.encodingExists(label) && !/^utf-?16/i.test(label) ? label : 'utf-8');
  return iconv.decode(buffer, charset);
}

/** Namespace prefixes in scope. */
class Names {
  readonly #namespaces: ReadonlyMap<string, string>;
  #scopes: Map<string, string>[] = [new Map()];

  constructor(namespaces: ReadonlyMap<string, string>) {
    this.#namespaces = namespaces;
  }

  /** Enters an element; gives the depth. */
  push(attributes: Attributes): number {
    const outer = this.#scopes.at(-1) ?? new Map<string, string>();
    let scope = outer;
    for (const name in attributes) {
      if (!name.startsWith('xmlns')) continue;
      if (scope === outer) scope = new Map(outer);
      const prefix = name.slice(6);
      scope.set(prefix, this.#namespaces.get(attributes[name] ?? '') ?? prefix);
    }
    return this.#scopes.push(scope);
  }

  pop(): void {
    if (this.#scopes.length > 1) this.#scopes.pop();
  }

  canonical(name: string): string {
    const colon = name.indexOf(':');
    const prefix = this.#scopes.at(-1)?.get(colon < 0 ? '' : name.slice(0, colon));
    if (prefix === undefined || (colon < 0 && prefix === '')) return name;
    return `${prefix}:${name.slice(colon + 1)}`;
  }

  /** Attributes without a prefix belong to no namespace. */
  attributes(attributes: Attributes): Attributes {
    const named: Record<string, string> = {};
    for (const name in attributes) named[name.includes(':') ? this.canonical(name) : name] = attributes[name] ?? '';
    return named;
  }
}
