import type { Warning } from '../../document.ts';
import type { OfdPackage } from './package.ts';
import { isTrue } from './values.ts';
import { child, childrenNamed, type OfdElement, textOf } from './xml.ts';

/** Where a document's root stands, and what a careful reader would want to know of it. */
export interface DocumentRoot {
  readonly place: string;
  readonly warnings: readonly Warning[];
}

/** The root of a document (`DocBody`): of several versions the one that the file calls current. */
export async function currentRoot(ofd: OfdPackage, body: OfdElement): Promise<DocumentRoot> {
  const place = ofd.place(textOf(body, 'DocRoot') ?? 'Doc_0/Document.xml', '');
  const versions = childrenNamed(child(body, 'Versions'), 'Version');
  const current = versions.find(({ attributes }) => isTrue(attributes.Current, false));
  if (!current) return { place, warnings: [] };
  const at = ofd.place(current.attributes.BaseLoc ?? '', '');
  const root = textOf((await ofd.optional(at)) ?? undefined, 'DocRoot');
  const own = root === null ? place : ofd.place(root, at);
  if (own === place || (await ofd.bytes(own)) === null) return { place, warnings: [] };
  const message = `The file keeps ${versions.length} versions of the document; the one that it calls current (${own}) was read.`;
  return { place: own, warnings: [{ code: 'older_versions', message, where: null }] };
}
