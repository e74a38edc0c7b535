import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { kindOf } from '../../crawlers/http/answer.ts';
import type { ListRequest } from '../../crawlers/platforms/dialect.ts';
import { detectDialect } from '../../crawlers/platforms/index.ts';
import { listRequestOf } from '../../crawlers/queue/request.ts';
import { namesOneReport } from '../survey/promised.ts';
import type { DryRequest, DryStep } from '../visit/dry-step.ts';

/** One saved list page: its exact bytes are in `file` beside the index. */
export interface SavedPage {
  readonly file: string;
  readonly url: string;
  readonly status: number;
  readonly contentType: string;
  /** The dialect that reads it. */
  readonly platform: string;
  /** Whether the page alone shows its platform; answers of a service do not. */
  readonly tells: boolean;
  readonly channel: string;
  readonly request: ListRequest;
  /** Reports that it named when it was saved. */
  readonly reports: number;
}

export interface SavedPortal {
  readonly id: string;
  readonly saved: string;
  readonly pages: readonly SavedPage[];
}

/** Of a long list three pages show all that its dialect must know: frame, answer, next page. */
const PAGES_A_CHANNEL = 3;

/** Saves the first list pages of each channel under `dir`, with `pages.json` as their index; what was there is replaced. */
export function writeFixture(dir: string, id: string, lists: readonly (readonly DryStep[])[], day: string): string[] {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const pages = lists.flatMap((steps, channel) =>
    steps
      .slice(0, PAGES_A_CHANNEL)
      .flatMap((step, index) => save(dir, `channel-${channel + 1}-page-${index + 1}`, step)),
  );
  const index: SavedPortal = { id, saved: day, pages };
  writeFileSync(path.join(dir, 'pages.json'), `${JSON.stringify(index, null, 2)}\n`);
  return ['pages.json', ...pages.map(({ file }) => file)].map((file) => path.join(dir, file));
}

function save(dir: string, name: string, { answer, page, plan, queued }: DryStep): SavedPage[] {
  if (answer === null || page === null) return [];
  const file = `${name}.${kindOf(answer) === 'html' ? 'html' : 'txt'}`;
  writeFileSync(path.join(dir, file), answer.bytes);
  const detected = detectDialect(page).dialect.key;
  const platform = queued.kind === 'channel' ? detected : (queued.details.hints.platform ?? detected);
  return [
    {
      file,
      url: answer.url,
      status: answer.status,
      contentType: answer.contentType,
      platform,
      tells: platform === detected,
      channel: queued.channel.url,
      request: savedRequest(queued),
      reports: plan.requests.filter(namesOneReport).length,
    },
  ];
}

/** Without the guesses: what came is what counts. */
function savedRequest(queued: DryRequest): ListRequest {
  const { tentative: _, alternatives: __, ...request } = listRequestOf(queued);
  return request;
}
