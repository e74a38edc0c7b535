const NAMES =
  'page|pageNo|pageNum|pageNumber|pageIndex|pageIdx|curPage|cur_page|currPage|currentPage|nowPage|toPage|cpage|current|p|pn|pg';

/** What parameters, fields and variables call the number of a list's page. */
export const PAGE_KEY = new RegExp(`^(?:${NAMES})$`, 'i');

/** The same with what forms put in front: `query.pageNo`, `ctl00_page`. */
export const PAGE_FIELD = new RegExp(`^(?:[\\w.]*[._])?(?:${NAMES})$`, 'i');
