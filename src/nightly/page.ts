import { FINDING_KINDS, NIGHT_CAUSES } from '../store/nights/kinds.ts';
import { isLoud, type NightFinding, type NightReport } from './report.ts';

/** Addresses shown of one finding; the JSON beside the page has all. */
const MOST_PROBLEMS = 12;
const MOST_NEWS = 200;

/** A night's report as a page that stands by itself: nothing is loaded, and it prints. */
export function nightPage(report: NightReport): string {
  const loud = report.findings.filter(isLoud);
  const known = report.findings.filter((finding) => !isLoud(finding));
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>nianbao, night of ${report.started_at.slice(0, 10)}: ${html(report.cause)}</title>
<style>${STYLE}</style>
<h1>Night of ${report.started_at.slice(0, 10)} <small>run ${report.run}, ${html(report.mode)}</small></h1>
<p class="verdict ${report.cause === 'ok' ? 'good' : 'bad'}">${html(report.cause)}: ${html(NIGHT_CAUSES[report.cause])} (exit code ${report.exit_code})</p>
${numbers(report)}
${section('New, and nobody has seen it yet', loud.map(card))}
${section('Reports', report.news.slice(0, MOST_NEWS).map(newsLine), { more: report.news.length - MOST_NEWS, list: true })}
${section(
  'Mended',
  report.closed.map(({ kind, name }) => `${html(name)}: ${html(FINDING_KINDS[kind])}`),
  { list: true },
)}
${section('Known', known.map(card))}
</html>
`;
}

function numbers({ counts, disk, started_at, ended_at, stopped }: NightReport): string {
  const minutes = Math.round((Date.parse(ended_at) - Date.parse(started_at)) / 60_000);
  const cells: (readonly [string, string])[] = [
    ['portals', counts.finished === counts.portals ? `${counts.portals}` : `${counts.finished} of ${counts.portals}`],
    ['requests', `${counts.requests}, ${counts.unchanged} of them unchanged`],
    ['reports', `${counts.reports_new} new, ${counts.reports_changed} changed, ${counts.withdrawn} withdrawn`],
    ['left for a later night', `${counts.spared} by rotation, ${counts.left_over} by ${stopped ?? 'nothing'}`],
    ['took', `${minutes} min`],
    ['disk', `${disk.free === null ? 'unknown' : gigabytes(disk.free)} free${roomOf(disk)}`],
  ];
  const rows = cells.map(([name, value]) => `<tr><th>${html(name)}<td>${html(value)}`).join('\n');
  return `<table>${rows}</table>`;
}

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
const roomOf = ({ nights_left }: NightReport['disk']): string =>
  nights_left === null ? '' : `, room for ${nights_left} nights`;

function section(
  title: string,
  parts: readonly string[],
  { more = 0, list = false }: { readonly more?: number; readonly list?: boolean } = {},
): string {
  if (parts.length === 0) return '';
  const rest = more > 0 ? `<p>… and ${more} more: see the JSON beside this page</p>` : '';
  const body = list ? `<ul>${parts.map((part) => `<li>${part}`).join('\n')}</ul>` : parts.join('\n');
  return `<h2>${html(title)} <small>${parts.length + Math.max(0, more)}</small></h2>\n${body}\n${rest}`;
}

function card(finding: NightFinding): string {
  const { id, kind, scope, name, state, portals, problems, since, acknowledged } = finding;
  const whose = scope === 'run' ? '' : `${scope} <b>${html(name)}</b>: `;
  const many = portals.length > 1 ? `, ${portals.length} portals` : '';
  const lines = problems
    .slice(0, MOST_PROBLEMS)
    .map(({ portal, url, message }) => `<li>${html(portal ?? '')} ${link(url)} <span>${html(message)}</span>`);
  const more = problems.length - MOST_PROBLEMS;
  if (more > 0) lines.push(`<li>… and ${more} more`);
  const known =
    acknowledged === null ? '' : `<p>Known until ${acknowledged.expires_on}: ${html(acknowledged.reason)}</p>`;
  return `<article class="${isLoud(finding) ? 'loud' : 'quiet'}"><h3>${whose}${html(FINDING_KINDS[kind])}</h3>
<p>#${id}, ${html(state)}, since ${since.slice(0, 10)}${many}</p>${known}<ul>${lines.join('\n')}</ul></article>`;
}

const newsLine = ({ what, portal, organ, year, url }: NightReport['news'][number]): string =>
  `${html(what)}: ${html(organ)} ${year} (${html(portal)}) ${link(url)}`;

const link = (url: string): string => (/^https?:/.test(url) ? `<a href="${html(url)}">${html(url)}</a>` : html(url));

const html = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

const STYLE = `
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 small, h2 small { font-weight: normal; opacity: .6; font-size: .7em; }
h3 { margin: 0; font-size: 1rem; font-weight: normal; }
.verdict { padding: .5rem .8rem; border-left: .4rem solid; }
.good { border-color: #2a8a4a; } .bad { border-color: #c4342d; }
table { border-collapse: collapse; } th { text-align: left; font-weight: normal; opacity: .7; padding-right: 1.5rem; } th, td { vertical-align: top; }
article { border-left: .2rem solid #8888; padding-left: .8rem; margin: 1rem 0; } article.loud { border-color: #c4342d; }
article p { margin: 0; opacity: .75; font-size: .9em; } article ul { margin: .2rem 0; padding-left: 1.2rem; } li span { opacity: .75; }
`;
