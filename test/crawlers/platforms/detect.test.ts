import { expect, it } from 'vitest';
import { detectDialect } from '../../../src/crawlers/platforms/index.ts';
import { makePage } from '../../../src/crawlers/platforms/page/dom.ts';

it.each([
  [
    'vsb',
    '/list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1112',
    '<a href="content.jsp?urltype=news.NewsContentUrl&wbtreeid=1112&wbnewsid=5">年报</a>',
  ],
  ['ilist', '/view/iList.jsp?cat_id=10802', '<a href="/view/iView.jsp?content_id=5013">年报</a>'],
  ['jeecms', '/a/5.html', '<script>Cms.attachment("","5","1","attach")</script>'],
  ['lonsun', '/public/column/4443193?type=3', '<script>Ls.ajax({url:"/site/label/165919"})</script>'],
  [
    'igs',
    '/nb/index.html',
    '<script>$.ajax({url:"/igs/front/search/publish/data/list.html?filter[CHANNELID]=6602&pageNumber="+n})</script>',
  ],
])('%s is told by %s', (key, path, body) => {
  const page = makePage({ url: `http://www.qx.gov.cn${path}`, text: `<html><body>${body}</body></html>` });
  expect(detectDialect(page).dialect.key).toBe(key);
});
