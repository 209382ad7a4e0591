import { fork, type ChildProcess } from 'node:child_process';
import http from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Weibao } from '../harness/weibao.mjs';

/** The harness stands outside what a benchmark is bundled of: it finds the built processes beside itself. */
export const outside = <Module>(file: string) => import(pathToFileURL(path.resolve(file)).href) as Promise<Module>;

/** The built Weibao with the demo accounts and no data, on a PostgreSQL of its own that waits for the disk as in production. */
export async function openHouse(): Promise<Weibao> {
  const { startWeibao } = await outside<typeof import('../harness/weibao.mjs')>('test/harness/weibao.mjs');
  return startWeibao({ ownPostgres: true, durable: true, env: { LOG_LEVEL: 'warn' } });
}

export async function cookieOf(weibao: Weibao, account: string): Promise<string> {
  const password = weibao.access()?.accounts.find((one) => one.account === account)?.password ?? '';
  const answer = await fetch(`${weibao.baseUrl}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account, password }),
  });
  if (!answer.ok) throw new Error(`${account} could not sign in: ${await answer.text()}`);
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] as string;
}

/** As the demo administrator's token, which may register contracts and import; sent again where not all was counted yet. */
export async function administer(weibao: Weibao, method: string, address: string, body: unknown): Promise<void> {
  const key = crypto.randomUUID();
  for (let attempt = 1; ; attempt += 1) {
    const answer = await fetch(`${weibao.baseUrl}${address}`, {
      method,
      headers: {
        authorization: `Bearer ${weibao.access()?.token.secret ?? ''}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (answer.ok) return;
    if (answer.status !== 504 || attempt === 10) throw new Error(`${method} ${address}: ${answer.status} ${text}`);
  }
}

/** Another process of a benchmark; it says `{ port }` when it is ready and goes when we go. */
export async function helperProcess(file: string, args: string[]): Promise<{ port: number; process: ChildProcess }> {
  const child = fork(path.resolve('test/bench', file), args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const port = await new Promise<number>((ready, failed) => {
    child.once('message', (message: { port: number }) => ready(message.port));
    child.once('exit', (code) => failed(new Error(`${file} ended with ${code}`)));
  });
  return { port, process: child };
}

/** One POST over a kept connection; resolves to the status once the answer was read. */
export const post = (agent: http.Agent, address: URL, headers: Record<string, string>, body: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const request = http.request(address, { agent, method: 'POST', headers }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    });
    request.once('error', reject);
    request.end(body);
  });

export const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] as number;
