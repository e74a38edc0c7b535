import type { Detail, Page } from '../dialect.ts';
import { select, squeeze, visibleTexts } from '../page/dom.ts';
import { readAttachments } from './attachments.ts';
import { readMetadata } from './metadata.ts';

/** Containers of an article that several families share, tried after a family's own. */
const COMMON_BODIES = [
  'ucapcontent',
  '#vsb_content',
  '.v_news_content',
  '.TRS_Editor',
  '.TRS_UEDITOR',
  '#zoomcon',
  '#zoom',
  '#Zoom',
  '#UCAP-CONTENT',
  '.bt_content',
  '.article-content',
  '.article_content',
  '.news_cont_d_wrap',
  '.Article_content',
  '#ivs_content',
  '.pages_content',
  '.view',
  '.wzcon',
  '.xxgk_content',
  '.detail-content',
  '.content-text',
  '#content',
  '.content',
  'article',
];

/** Least text of a body, characters without spaces: a shared name with less is a heading; a family's own box may hold one sentence. */
const LEAST_TEXT = { own: 4, common: 30 };

/** Reads an article by its containers: a family's own first, those that families share after them. */
export function readDetail(page: Page, own: { bodies?: readonly string[]; titles?: readonly string[] } = {}): Detail {
  const body =
    own.bodies?.find((selector) => holdsArticle(page, selector, LEAST_TEXT.own)) ??
    COMMON_BODIES.find((selector) => holdsArticle(page, selector, LEAST_TEXT.common));
  return { ...readMetadata(page, own.titles ?? []), ...(body ? { body } : {}), ...readAttachments(page, body) };
}

function holdsArticle(page: Page, selector: string, least: number): boolean {
  const box = select(page, selector).first();
  const element = box.get(0);
  if (element === undefined) return false;
  let length = 0;
  for (const text of visibleTexts(element)) {
    length += squeeze(text).length;
    if (length >= least) return true;
  }
  return box.find('img, iframe, embed, object, a[href], script:not([src])').length > 0;
}
