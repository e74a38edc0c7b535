import { expect, it, onTestFinished } from 'vitest';
import { adHocPortal, DEFAULTS } from '../../../src/config/index.ts';
import { HeavyPages } from '../../../src/crawlers/apart/heavy-pages.ts';
import { generic } from '../../../src/crawlers/platforms/families/generic.ts';
import { DIALECTS } from '../../../src/crawlers/platforms/index.ts';
import { PortalVisit } from '../../../src/crawlers/portal-visit.ts';
import { detailsWith } from '../../../src/crawlers/queue/request.ts';

/**
 * What makes expressions begin everywhere and end nowhere. `NIANBAO_HOSTILE=400000` tries every family, with so many characters of each:
 * some minutes.
 */
const SIZE = Number(process.env.NIANBAO_HOSTILE ?? 100_000);
const FAMILIES = process.env.NIANBAO_HOSTILE === undefined ? [generic] : DIALECTS;
const UNITS = [
  ...[
    '-',
    ' ',
    '\n',
    '\t',
    '\u3000',
    '0',
    'a',
    '年',
    '<',
    '"',
    "'",
    '(',
    '[',
    '{',
    '=',
    '/',
    '\\',
    ';',
    '&',
    '&nbsp;',
    '<!--',
  ],
  ...[
    '<li>',
    '<a href=',
    '<a href="x">',
    '<script>',
    '<td>',
    '<p>2024-01-31',
    '<input type=hidden name=',
    '共1页',
    '下一页',
    '附件',
  ],
  ...['var a=', 'url:"', 'function(', 'total:', 'createPageHTML(', 'http://', '第1页'],
];
const repeated = (unit: string): string => unit.repeat(Math.ceil(SIZE / unit.length));

/** A page with each of them in its text, or in a script. */
const page = (inScript: boolean): string =>
  UNITS.map((unit) => (inScript ? `<script>${repeated(unit)}</script>` : `<div>${repeated(unit)}</div>`)).join('\n');

it.each([false, true])(
  'no family is held up by a page made to hurt (in a script: %s)',
  async (inScript) => {
    // What is quadratic takes hours for this: the limit tells it from a busy machine.
    const heavy = new HeavyPages(
      { known: () => null, add: () => undefined },
      { timeMs: 60_000, residentBytes: 2000 * 1024 ** 2 },
    );
    onTestFinished(() => heavy.close());
    const url = 'http://www.qx.gov.cn/nb/';
    const html = page(inScript);
    const bytes = Buffer.from(html);
    for (const { key } of FAMILIES) {
      const visit = new PortalVisit({ ...adHocPortal(url), platform: key }, DEFAULTS);
      for (const kind of ['list', 'detail'] as const) {
        const queued = { kind, url, details: detailsWith({ hints: { platform: key } }) };
        const channel = { url, title: null };
        const answer = { url, status: 200, contentType: 'text/html', bytes, text: () => html };
        const plan = await heavy.plan(answer, { visit, queued, channel, seen: [] });
        expect(JSON.stringify([plan.failure, plan.warnings]), `${key} ${kind}`).not.toContain('broke its process');
      }
    }
  },
  300_000,
);
