import { describe, expect, it } from 'vitest';
import { makePage } from '../../../src/crawlers/platforms/page/dom.ts';
import { xmlListing } from '../../../src/crawlers/platforms/service/xml-list.ts';

const TITLE = '清溪县教育局2023年政府信息公开工作年度报告';
const ROW = { url: 'http://www.qx.gov.cn/nb/1.html', title: TITLE, date: '2024-01-30' };
const read = (text: string, contentType = 'text/xml') =>
  xmlListing(makePage({ url: 'http://www.qx.gov.cn/rss/nb.xml', text, contentType }));

describe('a list that is XML', () => {
  it.each([
    [
      'RSS',
      `<?xml version="1.0"?><rss version="2.0"><channel><title>政府信息公开年报</title><link>http://www.qx.gov.cn/</link>
       <item><title><![CDATA[${TITLE}]]></title><link>http://www.qx.gov.cn/nb/1.html</link><pubDate>Tue, 30 Jan 2024 01:00:00 GMT</pubDate></item></channel></rss>`,
    ],
    [
      'Atom',
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>政府信息公开年报</title><entry><title>${TITLE}</title>
       <link rel="self" href="/feed/1"/><link rel="alternate" href="/nb/1.html"/><updated>2024-01-30T08:00:00+08:00</updated></entry></feed>`,
    ],
    [
      "a portal's own, for a style sheet",
      `<?xml version="1.0" encoding="utf-8"?><?xml-stylesheet type="text/xsl" href="list.xsl"?><list>
       <info><infotitle>${TITLE}</infotitle><infourl>/nb/1.html</infourl><infodate>2024-01-30</infodate></info></list>`,
    ],
    [
      'attributes',
      `<?xml version="1.0"?><rows><page no="1"><row title="${TITLE}" href="/nb/1.html" date="2024-01-30">x<b/></row></page></rows>`,
    ],
  ])('%s', (_, text) => {
    expect(read(text)?.items).toEqual([ROW]);
  });

  it('tells its total', () => {
    const text = `<?xml version="1.0"?><list><total>7</total><i><title>${TITLE}</title><url>/nb/1.html</url></i></list>`;
    expect(read(text)?.announcedItems).toBe(7);
  });

  it('is no page, no store of jpage, no list without titles', () => {
    expect(
      read(`<?xml version="1.0"?><!DOCTYPE html><html><body><a href="1.html">${TITLE}</a></body></html>`, 'text/html'),
    ).toBeNull();
    expect(read('<?xml version="1.0"?><datastore><record><![CDATA[<li></li>]]></record></datastore>')).toBeNull();
    expect(read('<?xml version="1.0"?><urlset><url><loc>http://www.qx.gov.cn/</loc></url></urlset>')).toBeNull();
  });
});
