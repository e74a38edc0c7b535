import { type Answer, pageOf } from '../../crawlers/http/answer.ts';
import type { NavigationResult } from '../../crawlers/http/navigate.ts';
import { NOTHING, type Plan } from '../../crawlers/plan/plan.ts';
import type { Page } from '../../crawlers/platforms/dialect.ts';
import type { DryRequest, ProbeContext } from '../visit/dry-step.ts';
import { asQueued } from '../visit/visitor.ts';
import type { CandidatePage } from './candidates.ts';
import { linksOf } from './links.ts';
import { PROMISING, scoreLink } from './score.ts';

/** A page that may show more in a browser, and how it was asked for. */
export interface EmptyFrame {
  readonly candidate: CandidatePage;
  readonly queued: DryRequest;
  readonly page: Page;
  readonly result: NavigationResult;
}

/** Any home page has more; one with fewer is an empty frame, which scripts fill. */
const FEWEST_LINKS = 3;
/** As sure a way as a link to 信息公开: there must be a menu behind it. */
const SURE = 40;

/**
 * A page whose scripts may draw its menu: one with hardly a link, a home page that does not speak of disclosure, or a page of the
 * disclosure platform that leads nowhere.
 */
export function isEmptyFrame(page: Page, { score, way }: CandidatePage): boolean {
  if (!/<script/i.test(page.text)) return false;
  const links = linksOf(page);
  if (links.length < FEWEST_LINKS) return true;
  const leads = (least: number): boolean => links.some(({ title, url }) => scoreLink(title, url) >= least);
  return way.length === 0 ? !leads(2 * PROMISING) : score >= SURE && !leads(SURE);
}

/** A page whose menu scripts draw, as a browser shows it; null where it shows no more links than before. */
export async function drawn(
  queued: DryRequest,
  page: Page,
  result: NavigationResult,
  { visitor, visit }: ProbeContext,
): Promise<Page | null> {
  const before = linksOf(page).length;
  // What matters of a menu is that it leads on.
  const menuOf = (answer: Answer): Plan => {
    const links = linksOf(pageOf(answer));
    const channels = links.length > before ? links.map(({ url, title }) => ({ url, title, organ: null })) : [];
    return { ...NOTHING, content: 'page', channels };
  };
  const { rendered } = await visitor.look(asQueued(queued, visit), result, menuOf);
  return rendered === null ? null : pageOf(rendered);
}
