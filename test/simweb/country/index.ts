import { sameResource } from '../../../src/crawlers/http/scope.ts';
import { FAMILIES, type RunningFamily, startFamily } from '../index.ts';
import { type Listening, type Reply, type SimRequest, serve } from '../server.ts';
import { departmentTree } from './departments.ts';
import { DOOR_FRONTS } from './doors.ts';
import { FOURTH_FRONTS } from './fourth.ts';
import type { Front } from './front.ts';
import { MENU_FRONTS } from './menus.ts';
import { OTHER_FRONTS } from './others.ts';
import type { CountryPortal } from './portal.ts';
import { SCRIPT_FRONTS } from './scripts.ts';
import { frontAnswer } from './serve-front.ts';
import { SERVICE_FRONTS } from './services.ts';
import { ELSEWHERE_FRONTS, STRUCTURE_FRONTS } from './structures.ts';
import { THIRD_FRONTS } from './third.ts';
import { TRAPS } from './traps.ts';
import { WORD_FRONTS } from './words.ts';

/** Every way in which a home page leads to a channel. */
const FRONTS: readonly Front[] = [
  ...MENU_FRONTS,
  ...WORD_FRONTS,
  ...SCRIPT_FRONTS,
  ...SERVICE_FRONTS,
  ...DOOR_FRONTS,
  ...STRUCTURE_FRONTS,
  ...ELSEWHERE_FRONTS,
  ...OTHER_FRONTS,
  ...THIRD_FRONTS,
  ...FOURTH_FRONTS,
];

/** Counties as the table of divisions has them: the portals of the country bear their names. */
const PLACES: readonly (readonly [string, string])[] = [
  ['410822', '博爱县'],
  ['410823', '武陟县'],
  ['410522', '安阳县'],
  ['411330', '桐柏县'],
  ['420222', '阳新县'],
  ['360733', '会昌县'],
  ['341125', '定远县'],
  ['341321', '砀山县'],
  ['430923', '安化县'],
  ['440823', '遂溪县'],
  ['450222', '柳城县'],
  ['510921', '蓬溪县'],
];

export type { CountryPortal } from './portal.ts';

export interface Country {
  readonly portals: readonly CountryPortal[];
  close(): Promise<void>;
}

/** What of the country is built: all of it takes minutes to look through. */
export interface CountrySize {
  /** Home pages of the plain kind, one a family, so many times. */
  readonly familyRounds: number;
  /** Each front so many times, every time before another family. */
  readonly frontRounds: number;
  /** Only every n-th front; 1 for all. */
  readonly every: number;
  /** Also those that only a browser shows. */
  readonly browser?: boolean;
}

const UTF8 = { bytes: 'utf8', label: null } as const;

export async function startCountry({
  familyRounds,
  frontRounds,
  every,
  browser: drawn,
}: CountrySize): Promise<Country> {
  const closers: (() => Promise<void>)[] = [];
  const portals: CountryPortal[] = [];
  const families = FAMILIES.filter(({ browser }) => browser !== true);
  let started = 0;
  const next = () => PLACES[started++ % PLACES.length] ?? ['410822', '博爱县'];
  const keep = <T extends { close(): Promise<void> }>(running: T): T => {
    closers.push(running.close);
    return running;
  };
  const site = async (answer: (request: SimRequest) => Reply | null): Promise<Listening> => {
    let own = '';
    const listening = keep(await serve((request) => inPlace(answer(request), own) ?? { status: 404, body: '' }, UTF8));
    own = listening.origin;
    return listening;
  };
  const found = (
    kind: string,
    trap: string,
    place: readonly [string, string],
    home: string,
    running: RunningFamily,
    log = running.log,
    aliases: readonly string[] = [],
  ) =>
    portals.push({
      homepage: home,
      code: place[0],
      name: place[1],
      kind,
      trap,
      state: 'found',
      channels: [running.channel, ...aliases.map((path) => running.origin + path)],
      family: running,
      requests: () => log.length + (log === running.log ? 0 : running.log.length),
    });

  for (let round = 0; round < familyRounds; round++) {
    for (const { name } of families) {
      const place = next();
      const running = keep(await startFamily(name, { reports: 13, throttle: false, place: place[1] }));
      found('plain', name, place, running.home, running);
    }
  }
  const fronts = FRONTS.filter((front, index) => index % every === 0 && (drawn === true || front.browser !== true));
  for (let round = 0; round < frontRounds; round++) {
    for (const [index, front] of fronts.entries()) {
      const family = families[(index * 5 + round * 11) % families.length]?.name ?? 'trs (static)';
      const place = next();
      const options = { reports: 13, throttle: false, place: place[1] };
      if (front.elsewhere === true) {
        const running = keep(await startFamily(family, options));
        const pages = front.pages({ channel: running.channel, place: place[1] });
        const home = await site(frontAnswer(pages, front.charset));
        found(front.kind, `${front.name} / ${family}`, place, `${home.origin}/`, running, home.log);
      } else {
        const running = keep(
          await startFamily(family, {
            ...options,
            front: (channel) => frontAnswer(front.pages({ channel, place: place[1] }), front.charset),
          }),
        );
        found(front.kind, `${front.name} / ${family}`, place, running.home, running, running.log, front.aliases);
      }
    }
    await addTraps();
  }
  return { portals, close: async () => void (await Promise.all(closers.map((close) => close()))) };

  async function addTraps(): Promise<void> {
    const none = { channels: [], family: null } as const;
    for (const trap of TRAPS) {
      const [code, name] = next();
      const answer = frontAnswer(trap.pages(name), undefined);
      const { origin, log } = await site((request) => {
        const reply = answer(request) ?? (trap.status === undefined ? null : answer({ ...request, path: '/' }));
        return reply === null || trap.status === undefined ? reply : { ...reply, status: trap.status };
      });
      portals.push({
        ...none,
        homepage: `${origin}/`,
        code,
        name,
        kind: 'trap',
        trap: trap.name,
        state: trap.state,
        requests: () => log.length,
      });
    }
    // Names that differ wholly, and names of which one is the other's stem.
    for (const [code, name, shows] of [
      ['410822', '博爱县', '武陟县'],
      ['110105', '朝阳区', '朝阳市'],
      ['220200', '吉林市', '吉林省'],
    ] as const) {
      const running = keep(await startFamily('trs (static)', { reports: 13, throttle: false, place: shows }));
      const trap = `a domain of ${name} that shows ${shows}`;
      portals.push({
        ...none,
        homepage: running.home,
        code,
        name,
        kind: 'trap',
        trap,
        state: 'not certain',
        requests: () => running.log.length,
      });
    }
    const tree = keep(await departmentTree(next()));
    portals.push(tree.portal);
    const dead = await site(() => null);
    await closers.pop()?.();
    const [code, name] = next();
    portals.push({
      ...none,
      homepage: `${dead.origin}/`,
      code,
      name,
      kind: 'trap',
      trap: 'a dead host',
      state: 'unreachable',
      requests: () => 0,
    });
  }
}

/** `127.0.0.1:PORT` in a page is its own host. */
function inPlace(reply: Reply | null, origin: string): Reply | null {
  if (reply === null || origin === '' || typeof reply.body !== 'string') return reply;
  return { ...reply, body: reply.body.replaceAll('http://127.0.0.1:PORT', origin) };
}

/** Whether a channel that was found is one of the portal's own. */
export const isOwn = (portal: CountryPortal, url: string): boolean =>
  portal.channels.some((channel) => sameResource(channel) === sameResource(url));
