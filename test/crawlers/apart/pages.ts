import { adHocPortal, DEFAULTS } from '../../../src/config/index.ts';
import { type PageJob, packPortal } from '../../../src/crawlers/apart/job.ts';
import { PortalVisit } from '../../../src/crawlers/portal-visit.ts';
import { detailsWith } from '../../../src/crawlers/queue/request.ts';

const CHANNEL = 'http://www.qx.gov.cn/nb/';
const visit = new PortalVisit(adHocPortal(CHANNEL), DEFAULTS);

/** A page that is no report, whose name tells the test's worker what befalls it. */
export function page(name: string): PageJob {
  const url = `${CHANNEL}${name}.html`;
  const bytes = Buffer.from('<html><body>您访问的页面不存在</body></html>');
  return {
    answer: { url, status: 200, contentType: 'text/html', bytes },
    portal: packPortal(visit),
    queued: { kind: 'detail', url, details: detailsWith() },
    channel: { url: CHANNEL, title: null },
    seen: null,
    reading: {},
  };
}
