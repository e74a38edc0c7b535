import { told } from '../../language/told.ts';
import {
  commandFor,
  type DoubtfulChannelNow,
  diskState,
  doubtfulChannelsNow,
  lastNights,
  type OpenFinding,
  openFindings,
  refusingHosts,
} from '../../query/nights/index.ts';
import { FINDING_WORDS } from '../../store/nights/words.ts';
import { listRuns, type Run } from '../../store/runs.ts';
import type { Asked, SharedWork, View } from '../page.ts';
import { copyable } from '../view/copyable.ts';
import { bytesOf, grouped, type Html, type HtmlContent, html } from '../view/html.ts';
import { safeUrl } from '../view/safe-url.ts';

type RefusingHost = ReturnType<typeof refusingHosts>[number];

const RUNS = 10;
const MOST = 60;
const SHOWN_PORTALS = 5;

/** What whoever keeps the corpus looks at in the morning. */
export async function statusPage(asked: Asked): Promise<View> {
  const { store, words } = asked;
  const day = new Date().toISOString().slice(0, 10);
  const facts = {
    runs: listRuns(store, RUNS),
    nights: lastNights(store),
    findings: openFindings(store, day),
    channels: doubtfulChannelsNow(store, MOST + 1),
    hosts: refusingHosts(store),
    disk: diskState(store),
  };
  const shared = await askShared(asked);
  return {
    title: words.status.title,
    room: 'status',
    data: shared === null ? facts : { ...facts, shared },
    body: () => html`<h1>${words.status.title}</h1><p>${words.status.intro}</p>
${shared === null ? '' : machines(asked, shared)}${findings(asked, facts.findings)}${runs(asked, facts.runs)}${channels(asked, facts.channels)}${hosts(asked, facts.hosts)}${disk(asked, facts.disk)}`,
  };
}

const command = ({ words }: Asked, text: string): Html => copyable(text, words.copy, words.copied);

/** Null where one machine does all; a database that does not answer is told in its place. */
async function askShared({ sharedWork, words }: Asked): Promise<SharedWork | { readonly error: string } | null> {
  if (sharedWork === null) return null;
  return sharedWork().catch(() => ({ error: words.status.noAnswer }));
}

function machines({ words }: Asked, shared: SharedWork | { readonly error: string }): Html {
  const { status } = words;
  const heading = html`<h2 id="shards">${status.shards}</h2>`;
  if ('error' in shared) return html`${heading}<p class="fail">${shared.error}</p>`;
  const count = (number: number | null): string => (number === null ? '' : grouped(number));
  const names: Readonly<Record<string, string>> = status.shardStates;
  const shard = (one: SharedWork['shards'][number]): Html =>
    html`<tr><th scope="row">${one.shard}</th><td class="${BAD_STATES.has(one.state) ? 'fail' : 'ok'}">${names[one.state] ?? one.state}${one.state === 'failed' && one.message !== null ? html` <small>${one.message}</small>` : ''}</td><td>${one.worker ?? ''}</td><td>${one.since?.slice(0, 16).replace('T', ' ') ?? ''}</td><td class="n">${grouped(one.portals)}</td><td class="n">${count(one.left_requests)}</td><td class="n">${count(one.left_documents)}</td><td class="n">${count(one.failed_requests)}</td></tr>`;
  const worker = (one: SharedWork['workers'][number]): Html =>
    html`<tr><th scope="row">${one.worker}</th><td>${status.workerKinds[one.kind]}</td><td>${one.shard ?? ''} ${one.portal ?? ''}</td><td class="n">${grouped(one.requests)}</td><td class="n">${grouped(one.documents)}</td><td class="n">${grouped(Math.round(one.silent_s))} s</td></tr>`;
  return html`${heading}<div class="scroll" tabindex="0" role="region" aria-labelledby="shards"><table class="plain"><thead><tr><th scope="col">${status.shard}</th><th scope="col">${status.outcome}</th><th scope="col">${status.worker}</th><th scope="col">${status.since}</th><th scope="col" class="n">${status.portals}</th><th scope="col" class="n">${status.left}</th><th scope="col" class="n">${status.unread}</th><th scope="col" class="n">${status.failed}</th></tr></thead><tbody>${shared.shards.map(shard)}</tbody></table></div>
<h3 id="workers">${status.workers}</h3>${shared.workers.length === 0 ? html`<p class="nothing">${status.nothing}</p>` : html`<div class="scroll" tabindex="0" role="region" aria-labelledby="workers"><table class="plain"><thead><tr><th scope="col">${status.worker}</th><th scope="col">${status.does}</th><th scope="col">${status.shard}</th><th scope="col" class="n">${status.requests}</th><th scope="col" class="n">${status.documents}</th><th scope="col" class="n">${status.seen}</th></tr></thead><tbody>${shared.workers.map(worker)}</tbody></table></div>`}`;
}

const BAD_STATES: ReadonlySet<string> = new Set(['failed', 'cut_off']);

function findings(asked: Asked, all: readonly OpenFinding[]): Html {
  const { words } = asked;
  const one = (finding: OpenFinding): Html => {
    const { id, kind, scope, name, portals, problems, since, acknowledged } = finding;
    const first = commandFor(finding, SHOWN_PORTALS);
    const known =
      acknowledged === null && first[0] !== 'ack' ? command(asked, `npx nianbao ack ${id} --reason '…'`) : '';
    return html`<li><b>${FINDING_WORDS[asked.language][kind]}</b> <span class="tag">${scope} ${name}</span> ${acknowledged === null ? '' : html`<span class="tag">${words.status.acknowledged} ${acknowledged.expires_on}: ${acknowledged.reason}</span>`}
<small>${words.revisions.since} ${since.slice(0, 10)} · ${portals.slice(0, 8).join(', ')}${portals.length > 8 ? ` … ${portals.length}` : ''}</small>
<ul>${problems.slice(0, 4).map(({ url, message }) => html`<li><span class="url">${safeUrl(url)}</span> <small>${told(message)}</small></li>`)}</ul>
${command(asked, `npx nianbao ${first.join(' ')}`)}${known}</li>`;
  };
  return html`<h2 id="findings">${words.status.findings}</h2>${all.length === 0 ? html`<p class="ok">✓ ${words.status.nothing}</p>` : html`<ul class="documents">${all.slice(0, MOST).map(one)}</ul>`}`;
}

function runs({ words }: Asked, all: readonly Run[]): Html {
  const { status } = words;
  const took = ({ started_at: from, ended_at: to }: Run): string => {
    if (to === null) return '';
    const seconds = Math.round((Date.parse(to) - Date.parse(from)) / 1000);
    return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  };
  const row = (run: Run): Html =>
    html`<tr><td class="n">${run.id}</td><td>${run.started_at.slice(0, 19).replace('T', ' ')}</td><td class="n">${took(run)}</td><td class="${run.outcome === 'ok' ? 'ok' : run.outcome === null ? 'unsure' : 'fail'}">${run.outcome === null ? status.running : (status.outcomes[run.outcome] ?? run.outcome)}</td><td class="told">${counts(run.summary, status.counts)}</td><td><code>${run.command.slice(0, 160)}</code></td></tr>`;
  return html`<h2 id="runs">${status.runs}</h2>${all.length === 0 ? html`<p class="nothing">${status.nothing}</p>` : html`<div class="scroll" tabindex="0" role="region" aria-labelledby="runs"><table class="plain runs"><thead><tr><th scope="col" class="n">#</th><th scope="col">${status.started}</th><th scope="col" class="n">${status.took}</th><th scope="col">${status.outcome}</th><th scope="col">${status.result}</th><th scope="col">${status.command}</th></tr></thead><tbody>${all.map(row)}</tbody></table></div>`}`;
}

/** What a run came to; what is zero is left out. */
function counts(summary: unknown, names: Readonly<Record<string, string>>): string {
  if (typeof summary !== 'object' || summary === null) return '';
  const told = new Map<string, unknown>(Object.entries(summary));
  return Object.entries(names)
    .filter(([key]) => Number(told.get(key) ?? 0) > 0)
    .map(([key, name]) => `${name} ${grouped(Number(told.get(key)))}`)
    .join(' · ');
}

function channels(asked: Asked, all: readonly DoubtfulChannelNow[]): Html {
  const { words } = asked;
  const one = ({ portal, url, title, completeness, evidence }: DoubtfulChannelNow): Html =>
    html`<tr><th scope="row">${title ?? portal}<small class="url">${safeUrl(url)}</small></th><td class="unsure">${words.status.completeness[completeness] ?? completeness}</td><td><small>${told(evidence ?? '')}</small></td><td><code class="select">npx nianbao channels ${portal}</code></td></tr>`;
  return html`<h2 id="channels">${words.status.channels}</h2>${all.length === 0 ? html`<p class="ok">✓ ${words.status.nothing}</p>` : html`<div class="scroll" tabindex="0" role="region" aria-labelledby="channels"><table class="plain"><tbody>${all.slice(0, MOST).map(one)}</tbody></table></div>${command(asked, 'npx nianbao channels --incomplete')}`}`;
}

function hosts(asked: Asked, all: readonly RefusingHost[]): Html {
  const { words } = asked;
  const one = ({ host, failure, portals, requests }: RefusingHost): Html =>
    html`<tr><th scope="row">${host}</th><td class="fail">${words.status.failures[failure]}</td><td class="n">${grouped(requests)}</td><td><code class="select">npx nianbao doctor ${portals[0] ?? ''}</code></td></tr>`;
  return html`<h2 id="hosts">${words.status.refusing}</h2>${all.length === 0 ? html`<p class="ok">✓ ${words.status.nothing}</p>` : html`<div class="scroll" tabindex="0" role="region" aria-labelledby="hosts"><table class="plain"><tbody>${all.slice(0, MOST).map(one)}</tbody></table></div>`}`;
}

function disk(
  { words }: Asked,
  { free, archive, database, nights_left: left }: ReturnType<typeof diskState>,
): HtmlContent {
  const { status } = words;
  const fact = (name: string, value: string): Html => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return html`<h2 id="disk">${status.disk}</h2><dl class="figures wide">${fact(status.database, bytesOf(database))}${fact(status.archive, bytesOf(archive))}${fact(status.free, free === null ? words.unknown : bytesOf(free))}${left === null ? '' : fact(status.nightsLeft, grouped(left))}</dl>`;
}
