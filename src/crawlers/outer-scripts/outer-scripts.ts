import type { Exchange } from '../../archive/exchange.ts';
import { type NavigationContext, navigate, textOf } from '../http/navigate.ts';
import { hostOf } from '../http/scope.ts';

/** Longer ones are bundles of libraries, and take long to search. */
const LONGEST = 600_000;

/** The scripts that portals' list pages load, each fetched once a run, with all manners of a plain request. */
export class OuterScripts {
  readonly #known = new Map<string, Promise<string>>();

  /** The code of scripts, one after the other; of those that cannot be had, nothing. */
  async codeOf(
    urls: readonly string[],
    navigation: NavigationContext,
    archive: (exchanges: readonly Exchange[]) => Promise<void>,
  ): Promise<string> {
    const parts: string[] = [];
    for (const url of urls) {
      const fetching = this.#known.get(url) ?? fetchScript(url, navigation, archive);
      this.#known.set(url, fetching);
      parts.push(await fetching);
    }
    return parts.filter((code) => code !== '').join('\n');
  }
}

async function fetchScript(
  url: string,
  navigation: NavigationContext,
  archive: (exchanges: readonly Exchange[]) => Promise<void>,
): Promise<string> {
  if (navigation.scope.refuses(url) !== null || !(await navigation.robots(url)).allowed) return '';
  await navigation.waitTurn(hostOf(url));
  const { exchanges, failure } = await navigate({ url }, navigation);
  await archive(exchanges);
  const last = exchanges.at(-1);
  if (failure !== null || last === undefined || last.payload.length > LONGEST) return '';
  const code = textOf(last);
  // A portal's page for what is not there comes with status 200.
  return /^\s*</.test(code) ? '' : code;
}
