import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { callHook } from '../../src/nightly/hook.ts';
import { type NightReport, parseNightReport } from '../../src/nightly/report.ts';
import { dataFolder } from '../support/data-folder.ts';
import { nightReport } from '../support/night-report.ts';

interface Told {
  readonly method: string | undefined;
  readonly type: string | undefined;
  readonly report: NightReport;
}

/** Whoever is told: answers with this status. */
async function listener(status: number): Promise<{ url: string; told: Told[] }> {
  const told: Told[] = [];
  const server = createServer((request, response) => {
    const body: Buffer[] = [];
    request.on('data', (chunk: Buffer) => body.push(chunk));
    request.on('end', () => {
      const report = parseNightReport(Buffer.concat(body).toString());
      told.push({ method: request.method, type: request.headers['content-type'], report });
      response.writeHead(status).end('thanks');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook`, told };
}

describe('a webhook', () => {
  it('gets the report by POST, once', async () => {
    const { url, told } = await listener(204);
    expect(await callHook(url, nightReport())).toBe('ok');
    expect(told).toEqual([{ method: 'POST', type: 'application/json', report: nightReport() }]);
  });

  it.each([404, 500])('that answers %s was not told', async (status) => {
    const { url } = await listener(status);
    expect(await callHook(url, nightReport())).toBe(`it answered ${status}`);
  });

  it('that nobody listens to was not told, and nothing is thrown', async () => {
    expect(await callHook('http://127.0.0.1:9/', nightReport())).not.toBe('ok');
  });
});

describe('a command', () => {
  it('gets the report on its standard input, cause and exit code in its environment', async () => {
    const file = join(dataFolder(), 'told');
    expect(await callHook(`(echo "$NIANBAO_CAUSE $NIANBAO_EXIT_CODE"; cat) > '${file}'`, nightReport())).toBe('ok');
    const [head, json = ''] = readFileSync(file, 'utf8').split('\n');
    expect(head).toBe('failures 1');
    expect(parseNightReport(json)).toEqual(nightReport());
  });

  it('that does not read what it is told was told', async () => {
    expect(await callHook('true', nightReport())).toBe('ok');
  });

  it('that fails was not told', async () => {
    expect(await callHook('exit 3', nightReport())).toBe('it ended with 3');
  });
});
