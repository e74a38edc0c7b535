import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { citationOf, extentOf } from '../export/citation.ts';
import type { ExportedFile } from '../export/data-package.ts';
import { exportCorpus } from '../export/export.ts';
import { FORMATS } from '../export/formats/index.ts';
import { SHAPES, type ShapeName } from '../export/shapes/index.ts';
import { sha256Of } from '../store/file-digest.ts';
import type { Store } from '../store/store.ts';
import { VERSION } from '../version.ts';
import { codebookTable } from './codebook-table.ts';
import { changesPage, dataCard } from './data-card.ts';
import { CONTENTS_FILE, contentsOf, difference, type ReleaseDifference, readContents } from './difference.ts';
import { releaseMessages } from './messages.ts';

export interface ReleaseOptions {
  readonly folder: string;
  /** Folder of the release before, to be compared with. */
  readonly since: string | null;
  readonly onFile?: (file: Pick<ExportedFile, 'name' | 'rows' | 'bytes'>) => void;
}

export class ReleaseExistsError extends Error {}

/**
 * Writes a data set to publish and cite. The same database and the same release before give the same bytes: every date is that of the
 * corpus, none of the moment. The folder gets its name when all is in it.
 * @throws {ReleaseExistsError} where the folder is there already: a release is never changed
 * @throws {NoReleaseError} where the release before is none
 */
export async function releaseCorpus(
  store: Store,
  { folder, since, onFile }: ReleaseOptions,
): Promise<ReleaseDifference | null> {
  if (existsSync(folder)) throw new ReleaseExistsError(releaseMessages.isThere(folder));
  const before = since === null ? null : readContents(since);
  const part = `${folder}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  try {
    const changes = await writeAll(store, part, before, onFile);
    renameSync(part, folder);
    return changes;
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}

async function writeAll(
  store: Store,
  folder: string,
  before: ReturnType<typeof readContents> | null,
  onFile: ReleaseOptions['onFile'],
): Promise<ReleaseDifference | null> {
  const extent = extentOf(store);
  const citation = citationOf(extent);
  await exportCorpus(store, {
    folder,
    shapes: Object.keys(SHAPES) as ShapeName[],
    formats: ['csv', 'parquet'],
    filter: {},
    command: 'nianbao release',
    ...(onFile && { onFile }),
  });
  await (await FORMATS.csv.load())(codebookTable(store), join(folder, 'nianbao-codebook.csv'));
  const contents = contentsOf(store, extent.day);
  const changes = before === null ? null : difference(before, contents);
  const texts: Readonly<Record<string, string>> = {
    'README.md': dataCard(store, extent, citation),
    'CHANGES.md': changesPage(changes),
    'CITATION.cff': citationFile(extent),
    'citation.bib': `${citation.bibtex}\n`,
    'LICENSE.txt': LICENCE,
    [CONTENTS_FILE]: `${JSON.stringify(contents)}\n`,
  };
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'SHA256SUMS'), await checksums(folder));
  return changes;
}

const LICENCE = `The program nianbao and the compilations that it makes are licensed under the Apache License, Version 2.0:
https://www.apache.org/licenses/LICENSE-2.0

The reports themselves are public documents of the organs that published them (Copyright Law of the People's Republic of China, article 5).
报告原文为各机关公开的公文（《中华人民共和国著作权法》第五条）；数据汇编及程序按 Apache-2.0 许可。
`;

/** https://citation-file-format.github.io */
function citationFile({ reports, organs, from, to, day }: ReturnType<typeof extentOf>): string {
  return `cff-version: 1.2.0
message: "If you use this data set, please cite it as below."
type: dataset
title: "政府信息公开工作年度报告数据集 (nianbao corpus of disclosure annual reports)"
abstract: "${reports} reports of ${organs} organs, report years ${from ?? '?'} to ${to ?? '?'}."
version: "${VERSION}${day === null ? '' : `+${day.replaceAll('-', '')}`}"
${day === null ? '' : `date-released: "${day}"\n`}license: Apache-2.0
authors:
  - name: "nianbao contributors"
`;
}

/** As \`sha256sum -c\` reads them. */
async function checksums(folder: string): Promise<string> {
  const lines: string[] = [];
  for (const name of readdirSync(folder).sort()) {
    lines.push(`${await sha256Of(join(folder, name))}  ${name}\n`);
  }
  return lines.join('');
}
