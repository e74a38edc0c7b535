import { readFileSync } from 'node:fs';
import { type Context, Hono } from 'hono';
import { extentOf } from '../export/citation.ts';
import { inLanguage } from '../language/language.ts';
import { QueryError } from '../query/errors.ts';
import { Links } from './address/links.ts';
import { HEADERS, isOwnName, LONGEST_ADDRESS, RateLimit } from './guard.ts';
import { Kept } from './kept.ts';
import { type Asked, NotFound, type View } from './page.ts';
import { Reading } from './reading.ts';
import { ROUTES } from './routes.ts';
import { Sources } from './source/sources.ts';
import { type Html, html } from './view/html.ts';
import { layout } from './view/layout.ts';
import { type Language, WORDS } from './words/words.ts';

export interface PagesOptions {
  readonly dataDir: string;
  /** Whether only this machine may ask: then the pages answer to its own names alone. */
  readonly local: boolean;
  /** Who asks, as the pace counts readers. */
  readonly readerOf?: (context: Context) => string;
  /** Asks what other machines do; default: there are none. */
  readonly sharedWork?: Asked['sharedWork'];
  /** Told of what nobody foresaw. */
  readonly onError?: (error: unknown, path: string) => void;
}

export interface Pages {
  readonly fetch: Hono['fetch'];
  /** Makes what goes through the whole corpus, so that the first reader does not wait for it. */
  warm(): Promise<void>;
  close(): Promise<void>;
}

const ASSETS: Readonly<Record<string, string>> = {
  'pages.css': 'text/css; charset=utf-8',
  'pages.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
};

/** The pages over a data folder, as a function from request to response. @throws StoreError where there is no database. */
export function pagesOf(options: PagesOptions): Pages {
  const reading = new Reading(options.dataDir);
  const sources = new Sources();
  const kept = new Kept();
  const pace = new RateLimit();
  const app = new Hono();

  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS))
      if (!context.res.headers.has(name)) context.res.headers.set(name, value);
  });
  app.use(async (context, next) => {
    const { method, url } = context.req;
    const words = WORDS.zh.errors;
    if (method !== 'GET' && method !== 'HEAD')
      return context.text(`${words.method} ${WORDS.en.errors.method}\n`, 405, { allow: 'GET, HEAD' });
    if (url.length > LONGEST_ADDRESS) return context.text(`${words.long} ${WORDS.en.errors.long}\n`, 414);
    if (options.local && !isOwnName(context.req.header('host'))) return context.text('This machine only.\n', 421);
    if (!pace.allows(options.readerOf?.(context) ?? ''))
      return context.text(`${words.busy} ${WORDS.en.errors.busy}\n`, 429, { 'retry-after': '5' });
    return next();
  });
  for (const [name, type] of Object.entries(ASSETS)) {
    const bytes = readFileSync(new URL(`../../assets/${name}`, import.meta.url));
    app.get(`/assets/${name}`, (context) =>
      context.body(new Uint8Array(bytes), 200, { 'content-type': type, 'cache-control': 'public, max-age=3600' }),
    );
  }

  const askedOf = (query: URLSearchParams, language: Language, path: string): Asked => ({
    store: reading.store(),
    sharedWork: options.sharedWork ?? null,
    ...{ sources, kept, language, words: WORDS[language], links: new Links(language), path, query },
  });

  app.get('*', async (context) => {
    const { pathname, searchParams } = new URL(context.req.url);
    const { language, path, isJson } = addressOf(pathname);
    const asked = askedOf(searchParams, language, path);
    try {
      const answer = await inLanguage(language, () => answerTo(asked, path));
      if (answer instanceof Response) return context.req.method === 'HEAD' ? await headOf(answer) : answer;
      return isJson ? context.json(answer.data as object, answer.status ?? 200) : await shown(context, asked, answer);
    } catch (error) {
      const view = told(asked, error);
      if (view.status === 503) options.onError?.(error, path);
      return isJson ? context.json(view.data as object, view.status ?? 503) : await shown(context, asked, view);
    }
  });
  app.onError((error, context) => {
    options.onError?.(error, context.req.path);
    return context.text(`${WORDS.zh.errors.failed} ${WORDS.en.errors.failed}\n`, 503);
  });

  return {
    fetch: app.fetch,
    warm: async () => {
      for (const path of ['/', '/coverage']) {
        const view = await answerTo(askedOf(new URLSearchParams(), 'zh', path), path);
        if (!(view instanceof Response)) await view.body();
      }
    },
    close: async () => {
      await sources.close();
      reading.close();
    },
  };
}

/** What an address asks for: the language before, `.json` behind. */
function addressOf(pathname: string): { language: Language; path: string; isJson: boolean } {
  const language: Language = /^\/en(?=\/|$)/.test(pathname) ? 'en' : 'zh';
  const bare = language === 'en' ? pathname.slice(3) : pathname;
  const isJson = bare.endsWith('.json');
  const path = (isJson ? bare.slice(0, -5) : bare).replace(/(?<!\/)\/+$/, '');
  return { language, path: path === '' || path === '/index' ? '/' : path, isJson };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The head alone: what stands behind it is given up, so that no file stays open. */
async function headOf({ body, headers, status }: Response): Promise<Response> {
  await body?.cancel();
  return new Response(null, { headers, status });
}

async function answerTo(asked: Asked, path: string): Promise<View | Response> {
  for (const { pattern, answer } of ROUTES) {
    const parts = pattern.exec(path);
    // Taken apart before it is decoded: a name may have a slash in it.
    if (parts !== null)
      return answer(
        asked,
        parts.slice(1).map((part) => decoded(part ?? '')),
      );
  }
  throw new NotFound(asked.words.errors.notFound);
}

async function shown(context: Context, asked: Asked, view: View): Promise<Response> {
  const extent = asked.kept.get(asked.store, 'extent', () => extentOf(asked.store));
  const body = await inLanguage(asked.language, () => view.body());
  return context.html(await layout(asked, view, extent, body), view.status ?? 200);
}

/** An error as a page: what the person can mend in words, the rest without its insides. */
function told({ words }: Asked, error: unknown): View {
  const { errors } = words;
  const view = (title: string, message: string, status: 400 | 404 | 503): View => ({
    title,
    status,
    data: { error: message },
    body: (): Html => html`<h1>${title}</h1><p>${message}</p>`,
  });
  if (error instanceof NotFound) return view(error.message, errors.notFoundHint, 404);
  if (error instanceof QueryError) return view(errors.bad, error.message, 400);
  if (error instanceof Error && error.name === 'ZodError') return view(errors.bad, wrongParameter(error), 400);
  return view(errors.failed, errors.failedHint, 503);
}

function wrongParameter(error: Error): string {
  const issues = 'issues' in error && Array.isArray(error.issues) ? error.issues : [];
  return issues.map(({ path, message }) => `${String(path?.[0])}: ${String(message)}`).join('; ');
}
