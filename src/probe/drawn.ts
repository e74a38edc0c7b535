import { type Answer, pageOf } from '../crawlers/answer.ts';
import type { Journey } from '../crawlers/navigate.ts';
import { NOTHING, type Plan } from '../crawlers/plan.ts';
import type { Page } from '../crawlers/platforms/dialect.ts';
import { type Around, type DryWork, fullWork } from './dry-step.ts';
import { linksOf } from './links.ts';

/** Any home page has more; one with fewer is an empty frame, which scripts fill. */
const FEWEST_LINKS = 3;

export const isEmptyFrame = (page: Page): boolean => /<script/i.test(page.text) && linksOf(page).length < FEWEST_LINKS;

/** A page whose menu scripts draw, as a browser shows it; null where it shows no more links than before. */
export async function drawn(
  work: DryWork,
  page: Page,
  journey: Journey,
  { visitor, visit }: Around,
): Promise<Page | null> {
  const before = linksOf(page).length;
  // What matters of a menu is that it leads on.
  const menuOf = (answer: Answer): Plan => {
    const links = linksOf(pageOf(answer));
    const channels = links.length > before ? links.map(({ url, title }) => ({ url, title, organ: null })) : [];
    return { ...NOTHING, content: 'page', channels };
  };
  const { rendered } = await visitor.look(fullWork(work, visit), journey, menuOf);
  return rendered === null ? null : pageOf(rendered);
}
