import { attribute, type Element } from '../dom/dom.ts';

/**
 * Elements in which the common content systems put an article's body, by id and by class; compared without case, `-` and `_`.
 * Collected from public crawlers of government portals. A hint only: what the element holds decides.
 */
const IDS: ReadonlySet<string> = new Set(
  `zoom zoomcon zoomcontent ucapcontent vsbcontent vsbcontent2 vsbcontent4 vsbcontent100 vsbcontent501 newscontent articlecontent articlecon
  articlebody articletext contenttext contentbox contentbody contentarea contentmain maincontent bfarticlecontent divarticlecontent ivscontent textbox
  fontzoom fontsize infocontent detailcontent detailcon xlcontent pagecontent arttext artcon artcontent arcontent docdetail doccontent
  content contents article bodycontent printcontent printarea myprintarea barrierfreecontainer editor1 ozoom ozoom1 txtcontent zwcontent zhengwen
  xxgkcontent gknrcontent infotext js_content`
    .split(/\s+/)
    .map((name) => name.replace(/[-_]/g, '')),
);

const CLASSES: ReadonlySet<string> = new Set(
  `trseditor trsueditor trseditorview trspreappend trspaperdefault trsword trsweb dochtmlcon vnewscontent wparticlecontent articlecontent articlecon
  articlebody articletext articlemain articledetail articlebox btcontent pagescontent pagescontenttxt newscontent newsdetail newstext newscon detailcontent
  detailcon detailtext detailnews detailmain contentdetail contentbox contenttext contenttxt conttxt contxt infocontent infocon infodetail
  xxgkcontent xxgkcon xxgkdetailcontent zwxl zwxlarticle xlcontent xlcon xlmain xlzw conn arccon arccontent artcon artcontent arttext artmain gkwz gkwzcontent
  gknbxqbox newscontnet wenzhang zhengwen zwcontent zwnr nrbox maincontent easysite-news-text easysitenewstext editcon editorcontent ueditorcontent ewbarticle
  ewbarticlecontent ewbarticleinfo ewbinfocontent bodycontent viewcontent cascontent txtcontent pagecontent textcontent contentinfo contentbody
  jbxx content articlep j-fontContent jfontcontent gsxxbd scroll_cont contentlist1 xqcontent mainbox1`
    .split(/\s+/)
    .map((name) => name.toLowerCase().replace(/[-_]/g, '')),
);

const ELEMENTS: ReadonlySet<string> = new Set(['ucapcontent', 'article', 'founder-content']);

const plain = (name: string): string => name.toLowerCase().replace(/[-_]/g, '');

export function isKnownContainer(element: Element): boolean {
  if (ELEMENTS.has(element.name) || IDS.has(plain(attribute(element, 'id')))) return true;
  const classes = attribute(element, 'class');
  return classes !== '' && classes.split(/\s+/).some((name) => CLASSES.has(plain(name)));
}

const FRAME_ELEMENTS: ReadonlySet<string> = new Set(['nav', 'header', 'footer', 'aside']);
const FRAME_NAME =
  /(?:^|[\s_-])(?:nav|menu|crumbs?|breadcrumbs?|footer|foot|header|share|bdshare\w*|bdsharebuttonbox|sharebox|sidebar|copyright|wzdh|dqwz|dangqian|position|location|toolbar|fontsize-?box|relate[ds]?|xgwz|xgyd|xgxw|ewm|qrcode|friendlink|prevnext|pagination|pager)(?:$|[\s_-]|\d)/i;

/** Parts of the page around an article, by element or by name. Callers must check that no report text is inside. */
export const isFrameElement = ({ name, attribs: { class: classes, id } }: Element): boolean =>
  FRAME_ELEMENTS.has(name) ||
  (classes !== undefined && FRAME_NAME.test(classes)) ||
  (id !== undefined && FRAME_NAME.test(id));
