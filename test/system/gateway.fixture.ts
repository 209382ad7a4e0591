import 'reflect-metadata';
import { createLogger } from '@weibao/service-kit';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readGatewayConfig } from '../../apps/gateway/src/config.js';
import { startGateway } from '../../apps/gateway/src/gateway.js';
import { freshDatabase, startBroker, temporaryFolder } from '../harness/servers.mjs';
import type { DemoAccess } from '../harness/weibao.mjs';

/** An HTTP answer, read whole. */
export interface Answer {
  status: number;
  headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look at what is there
  body: any;
  text: string;
}

export interface Request {
  method?: string;
  body?: unknown;
  raw?: string;
  cookie?: string;
  token?: string;
  headers?: Record<string, string>;
}

/** Sends a request as a program does, or with `cookie` as a page of ours. */
export async function call(baseUrl: string, path: string, request: Request = {}): Promise<Answer> {
  const payload = request.raw ?? (request.body === undefined ? undefined : JSON.stringify(request.body));
  const response = await fetch(`${baseUrl}${path}`, {
    method: request.method ?? (payload === undefined ? 'GET' : 'POST'),
    ...(payload === undefined ? {} : { body: payload }),
    headers: {
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
      ...(request.cookie === undefined ? {} : { cookie: request.cookie }),
      ...(request.token === undefined ? {} : { authorization: `Bearer ${request.token}` }),
      ...request.headers,
    },
  });
  const text = await response.text();
  const isJson = /^application\/json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : null };
}

export const passwordOf = (access: DemoAccess | null, account: string): string => {
  const found = access?.accounts.find((one) => one.account === account);
  if (!found) throw new Error(`there is no demo account ${account}`);
  return found.password;
};

/** Signs in and gives the cookie. */
export async function cookieOf(baseUrl: string, access: DemoAccess | null, account: string): Promise<string> {
  const answer = await call(baseUrl, '/api/session', { body: { account, password: passwordOf(access, account) } });
  if (answer.status !== 200) throw new Error(`${account} could not sign in: ${answer.text}`);
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] as string;
}

export interface NewPerson {
  account: string;
  organisation: string;
  role: string;
  institution?: string;
  department?: string;
  password?: string;
}

/** A person as one comes into the house: made by one administrator, given a role by another, signed in with a password of their own. Gives the cookie. */
export async function addPerson(baseUrl: string, access: DemoAccess | null, person: NewPerson): Promise<string> {
  const { account, organisation, password = 'only for this test', ...rights } = person;
  const [admin, security] = [await cookieOf(baseUrl, access, 'admin'), await cookieOf(baseUrl, access, 'security')];
  const done = async (path: string, request: Request): Promise<Answer> => {
    const answer = await call(baseUrl, path, request);
    if (answer.status >= 300) throw new Error(`${request.method ?? 'POST'} ${path}: ${answer.text}`);
    return answer;
  };
  const path = `/api/accounts/${account}`;
  await done(path, { method: 'PUT', body: { organisation, nameZh: account }, cookie: admin });
  await done(`${path}/role`, { method: 'PUT', body: rights, cookie: security });
  const given = await done(`${path}/password`, { body: {}, cookie: admin });
  const oneTime = given.body.password as string;
  const signedIn = await done('/api/session', { body: { account, password: oneTime } });
  const changed = await done('/api/session/password', {
    body: { old: oneTime, new: password },
    cookie: cookieIn(signedIn),
  });
  return cookieIn(changed);
}

export const cookieIn = (answer: Answer): string => (answer.headers.get('set-cookie') ?? '').split(';')[0] as string;

/** A token as the security administrator makes it, good for a day of the server's unless told. */
export async function makeToken(baseUrl: string, access: DemoAccess | null, wanted: object): Promise<Answer> {
  const { nowMs } = (await call(baseUrl, '/api/time')).body as { nowMs: number };
  const body = { expiresAt: new Date(nowMs + 86_400_000).toISOString(), ...wanted };
  return call(baseUrl, '/api/tokens', { body, cookie: await cookieOf(baseUrl, access, 'security') });
}

/** A gateway in this process, on a database of its own and a clock that the test moves; no service stands behind it. */
export async function gatewayAlone(env: Record<string, string> = {}, adminUrl?: string) {
  const database = await freshDatabase(adminUrl === undefined ? {} : { adminUrl });
  const broker = await startBroker();
  const dataDir = temporaryFolder('gateway');
  const clock = { nowMs: Date.parse('2026-07-01T09:00:00+08:00') };
  const start = (more: Record<string, string> = {}) =>
    startGateway(
      readGatewayConfig({
        DATABASE_URL: database.url,
        NATS_URL: broker.url,
        DATA_DIR: dataDir,
        PORT: '0',
        DEMO: '1',
        ACCOUNT_REQUESTS_PER_MINUTE: '1000000',
        ADDRESS_REQUESTS_PER_MINUTE: '1000000',
        ...env,
        ...more,
      }),
      () => clock.nowMs,
      createLogger('gateway', process.env['KIT_LOG'] ?? 'silent'),
    );
  const gateway = await start();
  return {
    baseUrl: `http://127.0.0.1:${gateway.port}`,
    databaseUrl: database.url,
    dataDir,
    clock,
    /** Another gateway on the same database and data folder. */
    start,
    access: () => JSON.parse(readFileSync(join(dataDir, 'demo-accounts.json'), 'utf8')) as DemoAccess,
    stop: async () => {
      await gateway.stop();
      await broker.stop();
      if (adminUrl === undefined) await database.drop(); // another server goes with its databases
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Reads a live stream frame by frame. */
export async function listen(baseUrl: string, path: string, headers: Record<string, string>) {
  const controller = new AbortController();
  const response = await fetch(`${baseUrl}${path}`, { headers, signal: controller.signal });
  const events: { id: string | null; event: string; data: Record<string, unknown> }[] = [];
  const state = { ended: false };
  const reading = (async () => {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(chunk, { stream: true });
      const frames = text.split('\n\n');
      text = frames.pop() ?? '';
      for (const frame of frames) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(frame)?.[1] ?? null;
        const event = field('event');
        if (event) events.push({ id: field('id'), event, data: JSON.parse(field('data') ?? 'null') });
      }
    }
  })()
    .catch(() => undefined)
    .finally(() => (state.ended = true));
  return {
    status: response.status,
    events,
    state,
    /** Waits for an event that fits, from the first on. */
    async until(fits: (event: (typeof events)[number]) => boolean, withinMs = 10_000) {
      const untilMs = performance.now() + withinMs;
      for (;;) {
        const found = events.find(fits);
        if (found) return found;
        if (performance.now() > untilMs)
          throw new Error(`no such event within ${withinMs} ms; heard ${events.map(({ event }) => event).join(', ')}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    async close() {
      controller.abort();
      await reading;
    },
  };
}
