import { expect, test } from 'vitest';
import { detections } from '../../../src/crawlers/platforms/index.ts';
import { makePage } from '../../../src/crawlers/platforms/page/dom.ts';

test('a page with a megabyte of pictures in it is recognised at once', () => {
  const picture = Buffer.alloc(750_000, 'report').toString('base64');
  const page = makePage({
    url: 'http://www.qx.gov.cn/col/col1/index.html',
    text: `<body><img src="data:image/png;base64,${picture}"><p>共 3 条</p></body>`,
  });
  expect(detections(page)).toEqual(expect.any(Array));
  expect(page.$('p').text()).toBe('共 3 条');
});
