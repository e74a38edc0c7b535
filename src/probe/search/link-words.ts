import type { Page } from '../../crawlers/platforms/dialect.ts';
import { clean, type PageElement, parentOf, squeeze, visibleTexts } from '../../crawlers/platforms/page/dom.ts';
import { linkTitle } from '../../crawlers/platforms/page/rows.ts';

const MORE = /^(?:(?:查看|点击)?(?:更多|全部|详[细情])|more|[+>»…])[\s>».…+]*$/i;
/** Boxes around a "more" in which its heading stands. */
const REACH = 3;
const LONGEST_HEADING = 24;

/** The words of a link; of a 更多 those of the heading that it stands beside. */
export function linkWords(page: Page, link: PageElement): string {
  const own = linkTitle(page.$(link), link) || spokenWords(page, link);
  return MORE.test(own) || own === '' ? (headingBeside(link) ?? own) : own;
}

/** What a button is labelled with, and what is read out to those who cannot see. */
function spokenWords(page: Page, link: PageElement): string {
  const { value, alt } = link.attribs;
  return clean(
    link.attribs['aria-label'] ?? value ?? alt ?? page.$(link).find('svg title, [aria-label]').first().text(),
  );
}

function headingBeside(link: PageElement): string | null {
  const own = wordsIn(link);
  let box = parentOf(link);
  for (let step = 0; box && step < REACH; step++, box = parentOf(box)) {
    const words = wordsIn(box).replace(own, '');
    if (words.length > LONGEST_HEADING) return null;
    if (words.length >= 2) return words;
  }
  return null;
}

const wordsIn = (element: PageElement): string => squeeze([...visibleTexts(element)].join(''));
