import { inLanguage, type Language } from '../language/language.ts';
import { told } from '../language/told.ts';
import { pageMessages } from './page-messages.ts';
import { isLoud, type NightFinding, type NightReport } from './report.ts';
import { NIGHT_WORDS } from './words.ts';

/** Addresses shown of one finding; the JSON beside the page has all. */
const MOST_PROBLEMS = 12;
const MOST_NEWS = 200;

const NAMES: Readonly<Record<Language, string>> = { zh: '中文', en: 'English' };
const TAGS: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' };

/**
 * A night's report as a page that stands by itself: nothing is loaded, and it prints. It holds both languages, and a switch that needs no
 * script; `shown` is the one that is seen at first.
 */
export function nightPage(report: NightReport, shown: Language = 'zh'): string {
  const languages: readonly Language[] = ['zh', 'en'];
  const choice = (language: Language): string =>
    `<input type="radio" name="language" id="${language}"${language === shown ? ' checked' : ''}><label for="${language}" lang="${TAGS[language]}">${NAMES[language]}</label>`;
  return `<!doctype html>
<html lang="${TAGS[shown]}"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>nianbao ${report.started_at.slice(0, 10)}: ${html(inLanguage(shown, () => NIGHT_WORDS[shown].cause[report.cause]))}</title>
<style>${STYLE}</style>
${languages.map(choice).join('\n')}
${languages.map((language) => inLanguage(language, () => article(report, language))).join('\n')}
</html>
`;
}

function article(report: NightReport, language: Language): string {
  const words = NIGHT_WORDS[language];
  const m = pageMessages;
  const loud = report.findings.filter(isLoud);
  const known = report.findings.filter((finding) => !isLoud(finding));
  const cards = (findings: readonly NightFinding[]) => findings.map((finding) => card(finding, language));
  return `<main lang="${TAGS[language]}">
<h1>${html(m.night(report.started_at.slice(0, 10)))} <small>${html(m.run(report.run))}, ${html(words.mode[report.mode])}</small></h1>
<p class="verdict ${report.cause === 'ok' ? 'good' : 'bad'}">${html(words.cause[report.cause])} ${html(m.exitCode(report.exit_code))}</p>
${numbers(report)}
${section(m.fresh, cards(loud))}
${section(
  m.reports,
  report.news.slice(0, MOST_NEWS).map((one) => newsLine(one, language)),
  { more: report.news.length - MOST_NEWS, list: true },
)}
${section(
  m.mended,
  report.closed.map(({ kind, name }) => `${html(name)}: ${html(words.kind[kind])}`),
  { list: true },
)}
${section(m.known, cards(known))}
</main>`;
}

function numbers({ counts, disk, started_at, ended_at, stopped }: NightReport): string {
  const m = pageMessages;
  const minutes = Math.round((Date.parse(ended_at) - Date.parse(started_at)) / 60_000);
  const free = disk.free === null ? m.unknown : m.free((disk.free / 1e9).toFixed(1));
  const room = disk.nights_left === null ? '' : m.room(disk.nights_left);
  const cells: (readonly [string, string])[] = [
    [m.portals, counts.finished === counts.portals ? `${counts.portals}` : m.share(counts.finished, counts.portals)],
    [m.requests, m.unchanged(counts.requests, counts.unchanged)],
    [m.reports, m.counts(counts.reports_new, counts.reports_changed, counts.withdrawn)],
    [m.left, m.leftBy(counts.spared, counts.left_over, stopped === null ? m.nothing : m.stopped[stopped])],
    [m.took, m.minutes(minutes)],
    [m.disk, free + room],
  ];
  const rows = cells.map(([name, value]) => `<tr><th>${html(name)}<td>${html(value)}`).join('\n');
  return `<table>${rows}</table>`;
}

function section(
  title: string,
  parts: readonly string[],
  { more = 0, list = false }: { readonly more?: number; readonly list?: boolean } = {},
): string {
  if (parts.length === 0) return '';
  const rest = more > 0 ? `<p>${html(pageMessages.moreInJson(more))}</p>` : '';
  const body = list ? `<ul>${parts.map((part) => `<li>${part}`).join('\n')}</ul>` : parts.join('\n');
  return `<h2>${html(title)} <small>${parts.length + Math.max(0, more)}</small></h2>\n${body}\n${rest}`;
}

function card(finding: NightFinding, language: Language): string {
  const { id, kind, scope, name, state, portals, problems, since, acknowledged } = finding;
  const words = NIGHT_WORDS[language];
  const m = pageMessages;
  const whose = scope === 'run' ? '' : `${html(words.scope[scope])} <b>${html(name)}</b>: `;
  const lines = problems
    .slice(0, MOST_PROBLEMS)
    .map(({ portal, url, message }) => `<li>${html(portal ?? '')} ${link(url)} <span>${html(told(message))}</span>`);
  const more = problems.length - MOST_PROBLEMS;
  if (more > 0) lines.push(`<li>${html(m.more(more))}`);
  const known =
    acknowledged === null ? '' : `<p>${html(m.knownUntil(acknowledged.expires_on, acknowledged.reason))}</p>`;
  return `<article class="${isLoud(finding) ? 'loud' : 'quiet'}"><h3>${whose}${html(words.kind[kind])}</h3>
<p>#${id} ${html(m.state(words.state[state], since.slice(0, 10), portals.length))}</p>${known}<ul>${lines.join('\n')}</ul></article>`;
}

const newsLine = ({ what, portal, organ, year, url }: NightReport['news'][number], language: Language): string =>
  `${html(NIGHT_WORDS[language].news[what])}: ${html(organ)} ${year} (${html(portal)}) ${link(url)}`;

const link = (url: string): string => (/^https?:/.test(url) ? `<a href="${html(url)}">${html(url)}</a>` : html(url));

const html = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

const STYLE = `
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
main { display: none; } #zh:checked ~ main[lang|=zh], #en:checked ~ main[lang|=en] { display: block; }
label { margin-right: 1rem; }
@media print { input, label { display: none; } }
h1 small, h2 small { font-weight: normal; opacity: .6; font-size: .7em; }
h3 { margin: 0; font-size: 1rem; font-weight: normal; }
.verdict { padding: .5rem .8rem; border-left: .4rem solid; }
.good { border-color: #2a8a4a; } .bad { border-color: #c4342d; }
table { border-collapse: collapse; } th { text-align: left; font-weight: normal; opacity: .7; padding-right: 1.5rem; } th, td { vertical-align: top; }
article { border-left: .2rem solid #8888; padding-left: .8rem; margin: 1rem 0; } article.loud { border-color: #c4342d; }
article p { margin: 0; opacity: .75; font-size: .9em; } article ul { margin: .2rem 0; padding-left: 1.2rem; } li span { opacity: .75; }
`;
