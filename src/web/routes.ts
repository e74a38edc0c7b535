import type { Asked, View } from './page.ts';
import { apiPage } from './pages/api.ts';
import { cellPage } from './pages/cell.ts';
import { citePage } from './pages/cite.ts';
import { codebookPage, variablePage } from './pages/codebook.ts';
import { comparePage } from './pages/compare.ts';
import { coveragePage } from './pages/coverage.ts';
import { downloadFile } from './pages/download.ts';
import { captureFile, originalFile, pageFile } from './pages/files.ts';
import { findPage } from './pages/find.ts';
import { organPage } from './pages/organ.ts';
import { reportPage } from './pages/report.ts';
import { revisionsPage } from './pages/revisions.ts';
import { sectionPage } from './pages/section.ts';
import { statusPage } from './pages/status.ts';

export interface Route {
  /** Over the path as it is in the address, without the language's mark and `.json`. */
  readonly pattern: RegExp;
  readonly answer: (asked: Asked, parts: readonly string[]) => View | Response | Promise<View | Response>;
}

const at = (parts: readonly string[], index: number): string => parts[index] ?? '';

/** Every address there is; the first that fits answers. */
export const ROUTES: readonly Route[] = [
  { pattern: /^\/$/, answer: (asked) => findPage(asked) },
  { pattern: /^\/coverage$/, answer: coveragePage },
  { pattern: /^\/compare$/, answer: comparePage },
  { pattern: /^\/revisions$/, answer: revisionsPage },
  { pattern: /^\/codebook$/, answer: codebookPage },
  { pattern: /^\/codebook\/(\w+)$/, answer: (asked, parts) => variablePage(asked, at(parts, 0)) },
  { pattern: /^\/status$/, answer: statusPage },
  { pattern: /^\/cite$/, answer: citePage },
  { pattern: /^\/(?:api|openapi)$/, answer: apiPage },
  { pattern: /^\/download$/, answer: downloadFile },
  { pattern: /^\/organ\/([^/]+)$/, answer: (asked, parts) => organPage(asked, at(parts, 0)) },
  { pattern: /^\/report\/([^/]+)\/([^/]+)$/, answer: (asked, parts) => reportPage(asked, at(parts, 0), at(parts, 1)) },
  {
    pattern: /^\/report\/([^/]+)\/([^/]+)\/file$/,
    answer: (asked, parts) => originalFile(asked, at(parts, 0), at(parts, 1)),
  },
  {
    pattern: /^\/report\/([^/]+)\/([^/]+)\/capture$/,
    answer: (asked, parts) => captureFile(asked, at(parts, 0), at(parts, 1)),
  },
  {
    pattern: /^\/report\/([^/]+)\/([^/]+)\/page\/(\d+)$/,
    answer: (asked, parts) => pageFile(asked, at(parts, 0), at(parts, 1), at(parts, 2)),
  },
  {
    pattern: /^\/report\/([^/]+)\/([^/]+)\/section\/(\d+)$/,
    answer: (asked, parts) => sectionPage(asked, at(parts, 0), at(parts, 1), at(parts, 2)),
  },
  {
    pattern: /^\/report\/([^/]+)\/([^/]+)\/(.+)$/,
    answer: (asked, parts) => cellPage(asked, at(parts, 0), at(parts, 1), at(parts, 2)),
  },
];
