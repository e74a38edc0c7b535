import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { messageOf } from '../message-of.ts';
import type { NightReport } from './report.ts';

/** Whoever is told has so long, milliseconds. */
const PATIENCE_MS = 60_000;

/**
 * Tells whoever is to know what a night came to: an http(s) address gets the report by POST, anything else is a command line of the
 * system's shell that gets it on its standard input. Returns "ok" or what went wrong; never throws.
 */
export async function callHook(target: string, report: NightReport): Promise<string> {
  const json = `${JSON.stringify(report)}\n`;
  try {
    return /^https?:\/\//i.test(target) ? await post(target, json) : await pipe(target, json, report);
  } catch (error) {
    return messageOf(error);
  }
}

async function post(url: string, body: string): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  await response.body?.cancel();
  return response.ok ? 'ok' : `it answered ${response.status}`;
}

async function pipe(command: string, input: string, { cause, exit_code }: NightReport): Promise<string> {
  const child = spawn(command, {
    shell: true,
    stdio: ['pipe', 'ignore', 'inherit'],
    signal: AbortSignal.timeout(PATIENCE_MS),
    env: { ...process.env, NIANBAO_CAUSE: cause, NIANBAO_EXIT_CODE: String(exit_code) },
  });
  // A command that does not read what it is told has been told all the same.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  return code === 0 ? 'ok' : `it ended with ${code ?? signal}`;
}
