import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, cookieOf, gatewayAlone } from './gateway.fixture.js';

// Walls sign in by pairing code; the clock is the test's.

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
let gateway: Awaited<ReturnType<typeof gatewayAlone>>;
let admin: string;

beforeAll(async () => {
  gateway = await gatewayAlone();
  admin = await cookieOf(gateway.baseUrl, gateway.access(), 'admin');
});
afterAll(() => gateway?.stop());

const post = (path: string, body: unknown, cookie?: string) =>
  call(gateway.baseUrl, path, { body, ...(cookie === undefined ? {} : { cookie }) });
const shown = async () => {
  const { body, headers } = await post('/api/pairings', {});
  const set = headers.get('set-cookie') ?? '';
  return { code: body.code as string, set, cookie: set.split(';')[0] as string };
};
const pair = (code: string, profile = 'default') =>
  post('/api/devices', { code, organisation: 'demo-hospital', name: '机房大屏', profile }, admin);
const state = async (cookie?: string) => (await post('/api/pairings/claim', {}, cookie)).body.state as string;
const paired = async (profile?: string) => {
  const { code, cookie } = await shown();
  expect((await pair(code, profile)).status).toBe(201);
  const claimed = await post('/api/pairings/claim', {}, cookie);
  const set = claimed.headers.getSetCookie().find((one) => one.startsWith('weibao_session=')) ?? '';
  return { state: claimed.body.state, set, cookie: set.split(';')[0] as string };
};
const session = (cookie: string) => call(gateway.baseUrl, '/api/session', { cookie });

describe('a wall', () => {
  it('waits with a code and is signed in, for one organisation, once an administrator has typed it', async () => {
    const { code, set, cookie } = await shown();
    expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/);
    expect(set).toMatch(/HttpOnly/);
    expect(await state(cookie)).toBe('waiting');
    expect((await session(cookie)).status).toBe(401);
    expect((await pair(code.toLowerCase().replace('-', ''))).status).toBe(201);
    const wall = await paired();
    expect(wall.state).toBe('paired');
    expect(wall.set).toMatch(/HttpOnly/);
    expect((await session(wall.cookie)).body).toMatchObject({
      role: 'wall',
      organisation: 'demo-hospital',
      nameZh: '机房大屏',
    });
  });

  it('with the internal profile is of another role, and neither has any right but to read', async () => {
    const { cookie } = await paired('internal');
    expect((await session(cookie)).body.role).toBe('wall-internal');
    for (const path of ['/api/devices', '/api/accounts', '/api/tokens'])
      expect((await call(gateway.baseUrl, path, { cookie })).status).toBe(403);
    const out = await call(gateway.baseUrl, '/api/session', { method: 'DELETE', cookie });
    expect(out.body.error.code).toBe('ACCESS.DEVICE_STAYS');
  });

  it('is not signed in by whoever knows the code, nor without its own cookie', async () => {
    const { code, cookie } = await shown();
    await pair(code);
    expect(await state()).toBe('expired');
    expect(await state('weibao_pairing=guessed-guessed-guessed-guessed')).toBe('expired');
    expect(await state(cookie)).toBe('paired');
  });

  it('cannot be paired twice with one code, and not at all ten minutes after it was shown', async () => {
    const once = await shown();
    expect((await pair(once.code)).status).toBe(201);
    expect((await pair(once.code)).body.error.code).toBe('DEVICE.CODE_UNKNOWN');
    const late = await shown();
    gateway.clock.nowMs += 10 * MINUTE - 1;
    expect(await state(late.cookie)).toBe('waiting');
    gateway.clock.nowMs += 1;
    expect(await state(late.cookie)).toBe('expired');
    const refused = await pair(late.code);
    expect([refused.status, refused.body.error.code]).toEqual([404, 'DEVICE.CODE_UNKNOWN']);
  });

  it('stays signed in for as long as it is seen within thirty days, and not a moment longer', async () => {
    const { cookie } = await paired();
    gateway.clock.nowMs += 30 * DAY - 1;
    const seen = await session(cookie);
    expect(seen.status).toBe(200);
    expect(seen.headers.get('set-cookie')).toMatch(/^weibao_session=.*HttpOnly/);
    gateway.clock.nowMs += 30 * DAY - 1;
    expect((await session(cookie)).status).toBe(200);
    gateway.clock.nowMs += 30 * DAY;
    expect((await session(cookie)).status).toBe(401);
    admin = await cookieOf(gateway.baseUrl, gateway.access(), 'admin');
  });

  it('belongs to no vendor and to no unknown organisation', async () => {
    const { code } = await shown();
    for (const organisation of ['demo-vendor-huangpu', 'platform', 'nowhere']) {
      const refused = await post('/api/devices', { code, organisation, name: 'x', profile: 'default' }, admin);
      expect(refused.body.error.code).toBe('DEVICE.ORGANISATION_INVALID');
    }
    expect((await pair(code)).status).toBe(201);
  });

  it('is kept with hashes only: neither its secret nor its code stands in the database', async () => {
    const { code, cookie } = await shown();
    const waiting = cookie.split('=')[1] as string;
    const sql = new pg.Client({ connectionString: gateway.databaseUrl });
    await sql.connect();
    const { rows } = await sql.query(
      'select (select json_agg(p) from access.pairing p) as pairings, (select json_agg(d) from access.device d) as devices',
    );
    await sql.end();
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${code}|${waiting}`));
    expect(rows[0].pairings.length).toBeGreaterThan(0);
  });

  it('whose code is guessed makes the guesser wait after ten wrong ones', async () => {
    const answers = [];
    for (let n = 0; n < 12; n += 1) answers.push(await pair('AAAA-AAAA'));
    expect(answers.map(({ status }) => status).slice(0, 10)).toEqual(Array(10).fill(404));
    expect(answers.at(-1)?.status).toBe(429);
    expect(answers.at(-1)?.headers.get('retry-after')).toMatch(/^\d+$/);
  });

  it('asks for no more than thirty codes an hour from one address before it has to wait', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 40 && statuses.at(-1) !== 429; n += 1) statuses.push((await post('/api/pairings', {})).status);
    expect(statuses.at(-1)).toBe(429);
  });
});
