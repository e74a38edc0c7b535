/* How the controls of a list are called, in the HTML that was fetched and in the page that a browser shows. */

/** 下一页, 下页 >>, an arrow. */
export const NEXT =
  /^(?:(?:跳转[至到])?下一?[页頁张]|[后後]一?[页頁]|next(?:\s?page)?|[>›»→▶≫]{1,2}|&gt;)\s*[>›»→▶]*$/i;
/** Arrows and icons without words: the class says what they are for. */
export const NEXT_MARK = /^(?:next|nextpage|next[-_]page|page[-_]next|pagination[-_]next|p_next)$/;
/** Buttons below a list that goes on in place. */
export const LOAD_MORE = /^(?:点击)?(?:加载|查看|显示|浏览)更多(?:信息|内容|数据)?[.…>》↓]*$|^load\s?more$/i;
/** 第 3 页, in a box to choose pages from. */
const PAGE_NUMBER = /^第?\s*(\d+)\s*页?$/;

/** The number that an entry names, as printed; undefined where it names something else. */
export const pageNumberIn = (text: string): string | undefined => PAGE_NUMBER.exec(text)?.[1];

/** How channels part their organs: 县直部门, 乡镇街道, 其他单位. */
export const ORGAN_GROUP =
  /^\p{Script=Han}{0,6}(?:部门|单位|机构|乡镇|镇街|街道|街镇|乡镇街|区县|县区|县市|市县|本级|直属|垂管|委办局)\p{Script=Han}{0,4}$/u;
