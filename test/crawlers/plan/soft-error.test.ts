import { describe, expect, test } from 'vitest';
import { findSoftError } from '../../../src/crawlers/plan/soft-error.ts';
import { makePage } from '../../../src/crawlers/platforms/page/dom.ts';

const judged = (html: string, title = '') =>
  findSoftError(makePage({ url: 'http://www.qx.gov.cn/nb/', text: `<title>${title}</title><body>${html}</body>` }));
const ROWS = '<ul><li><a href="1.html">清溪县教育局2023年政府信息公开工作年度报告</a></li></ul>';

describe('an error page', () => {
  test.each([
    ['您的访问过于频繁，请稍后再试', true],
    ['<h1>系统维护中，请稍候访问</h1>', true],
    ['网站正在进行系统维护', true],
    ['系统繁忙', true],
    ['抱歉，您访问的页面不存在<a href="/">返回首页</a>', false],
    ['404 Not Found', false],
    ['系统维护 <div class="nav"><a href="/nb/">政府信息公开年报</a></div>', true],
  ])('%s', (html, retry) => expect(judged(html)?.retry).toBe(retry));

  test('is told by its title too', () => expect(judged('', '404')?.retry).toBe(false));
});

describe('no error page', () => {
  test.each([
    `${ROWS}<div>主办：清溪县人民政府办公室 系统维护：清溪县大数据中心</div>`,
    `${ROWS}<div>承办：清溪县政府网站运行维护中心</div>`,
    '<div>网站系统维护单位：清溪县大数据中心</div>',
    '<p>附件：<a href="0.pdf">年报</a></p><p>如附件无法打开，请稍后再试。</p>',
    `${ROWS}<footer>页面不存在请联系管理员</footer>`,
    '<p>清溪县</p><a href="/x">您访问的页面不存在</a>',
    `<p>${'本机关持续优化系统繁忙时的办理体验。'.repeat(60)}</p>`,
  ])('%s', (html) => expect(judged(html)).toBeNull());
});
