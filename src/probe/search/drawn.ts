import { type Answer, pageOf } from '../../crawlers/http/answer.ts';
import type { NavigationResult } from '../../crawlers/http/navigate.ts';
import { NOTHING, type Plan } from '../../crawlers/plan/plan.ts';
import type { Page } from '../../crawlers/platforms/dialect.ts';
import type { DryRequest, ProbeContext } from '../visit/dry-step.ts';
import { asQueued } from '../visit/visitor.ts';
import { linksOf } from './links.ts';

/** Any home page has more; one with fewer is an empty frame, which scripts fill. */
const FEWEST_LINKS = 3;

export const isEmptyFrame = (page: Page): boolean => /<script/i.test(page.text) && linksOf(page).length < FEWEST_LINKS;

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
