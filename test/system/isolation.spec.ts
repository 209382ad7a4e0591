import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeForeignIds } from './foreign-ids.scenario.js';
import { call, listen, makeToken, type Answer, type Request } from './gateway.fixture.js';
import {
  absent,
  ask,
  comparable,
  describedOperations,
  emr,
  eachOf,
  foreign,
  isolatedHouse,
  own,
  pairedWall,
  stored,
  type IsolatedHouse,
  type Operation,
} from './isolation.fixture.js';

// Every operation of the running gateway's own document, for every role, with a contract of its own, of others, and none: a new route is in here by itself.

interface Someone {
  name: string;
  role: string | null; // null: nobody is signed in
  as: Request;
  scope?: { action: string | null }; // a token for the own contract alone, and for one action or all
}

let house: IsolatedHouse;
let operations: Operation[];
let people: Someone[];

beforeAll(async () => {
  house = await isolatedHouse();
  operations = await describedOperations(house.weibao.baseUrl);
  const signedIn = (account: string, role: string): Someone => ({
    name: account,
    role,
    as: { cookie: house.cookieOf(account) },
  });
  const narrow = async (name: string, account: string, role: string, action: string | null): Promise<Someone> => {
    const wanted = { name, account, contracts: [own], actions: action === null ? everyFamily : [action] };
    const made = await makeToken(house.weibao.baseUrl, house.weibao.access(), wanted);
    return { name, role, as: { token: made.body.secret }, scope: { action } };
  };
  people = [
    { name: 'nobody', role: null, as: {} },
    signedIn('duty', 'duty-desk'),
    signedIn('inspector', 'inspector'),
    signedIn('finance', 'finance'),
    signedIn('head', 'it-head'),
    signedIn(`vendor-${own}`, 'vendor'),
    signedIn('auditor', 'auditor'),
    signedIn('reporter', 'reporter'),
    signedIn('admin', 'system-administrator'),
    signedIn('security', 'security-administrator'),
    signedIn('audit', 'audit-administrator'),
    signedIn('wall', 'wall'),
    { name: 'an internal wall', role: 'wall-internal', as: { cookie: await pairedWall(house, 'internal') } },
    await narrow('a token to report incidents', 'head', 'it-head', 'incident.report'),
    await narrow('a token of one contract', 'head', 'it-head', null),
    await narrow("an administrator's token of one contract", 'admin', 'system-administrator', null),
    await narrow("a security administrator's token of one contract", 'security', 'security-administrator', null),
  ];
}, 120_000);
afterAll(() => house?.stop());

type Expected = 'passes' | 401 | 403 | 404;

/** Every action there is, family by family. */
const everyFamily = [
  ...['incident.*', 'inspection.*', 'billing.*', 'facts.*'],
  ...['stream.*', 'session.*', 'accounts.*', 'tokens.*', 'evidence.*', 'directory.*'],
];

/** What the document says of this person; the system administrator is the platform's and needs no part in a contract. */
function expected(
  { who, trialRoles, sessionOnly, action, aboutContract }: Operation,
  person: Someone,
  contract: string,
): Expected {
  if (who === 'anyone') return 'passes';
  if (person.role === null) return 401;
  if (trialRoles.includes(person.role)) return 403; // none of these contracts is a trial
  if (who !== 'signed-in' && !who.includes(person.role)) return 403;
  const { scope } = person;
  if (scope && sessionOnly) return 403;
  if (scope && scope.action !== null && scope.action !== action) return 403;
  if (scope && aboutContract && contract !== own) return 403;
  if (scope && isOfThePlatform(action)) return 403;
  return !aboutContract || contract === own || person.role === 'system-administrator' ? 'passes' : 404;
}
const isOfThePlatform = (action: string | null) => /^((tokens|accounts)\.|evidence\.check$)/.test(action ?? '');

const codeOf = ({ body }: Answer): string => body?.error?.code ?? 'none';

describe('the document', () => {
  it('says of every operation who may call it and what a token needs', () => {
    expect(operations.length).toBeGreaterThan(70);
    const roles = people.flatMap(({ role }) => role ?? []);
    for (const { name, who, action, sessionOnly } of operations) {
      expect(who === 'anyone' || who === 'signed-in' || who.every((role) => roles.includes(role)), name).toBe(true);
      if (who !== 'anyone') expect(action !== null || sessionOnly, name).toBe(true);
    }
  });

  it('opens to everybody nothing but signing in, the form of a survey link, the time, health and itself', () => {
    expect(operations.flatMap(({ name, who }) => (who === 'anyone' ? [name] : []))).toEqual([
      'GET /api/docs',
      'GET /api/openapi.json',
      'POST /api/pairings',
      'POST /api/pairings/claim',
      'POST /api/session',
      'POST /api/survey-links/answer',
      'POST /api/survey-links/read',
      'GET /api/time',
      'GET /health/live',
      'GET /health/ready',
    ]);
  });

  it('asks a role of everything about one contract', () => {
    const open = operations.filter(({ who, aboutContract }) => aboutContract && typeof who === 'string');
    expect(open.map(({ name }) => name)).toEqual([]);
  });
});

describe('what the document does not allow', () => {
  it('is refused to every role, a foreign contract exactly like an absent one, and stores nothing', async () => {
    const before = await stored(house.sql);
    const faults: string[] = [];
    let asked = 0;
    const probes = operations.flatMap((operation) => people.map((person) => ({ operation, person })));
    await eachOf(probes, async ({ operation, person }) => {
      const bodies: Record<string, string> = {};
      for (const contract of operation.aboutContract ? [own, foreign, absent] : [own]) {
        const wanted = expected(operation, person, contract);
        if (wanted === 'passes') continue;
        const answer = await ask(house.weibao, operation, contract, person.as);
        asked += 1;
        const seen = `${operation.name}, ${person.name}, ${contract}: ${answer.status} ${codeOf(answer)}`;
        // Of a contract that is not one's own either refusal tells nothing, as long as an absent one gets the same.
        const isFit = answer.status === wanted || (contract !== own && [403, 404].includes(answer.status));
        if (!isFit || (answer.body && !codeOf(answer).startsWith('ACCESS.')))
          faults.push(`${seen}, expected ${wanted}`);
        bodies[contract] = comparable(answer, contract);
      }
      if (bodies[foreign] !== bodies[absent])
        faults.push(`${operation.name}, ${person.name}: ${bodies[foreign]} | ${bodies[absent]}`);
    });
    expect(faults).toEqual([]);
    expect(asked).toBeGreaterThan(1000);
    expect(await stored(house.sql)).toBe(before);
  });
});

describe('what the document allows', () => {
  it('is not refused at the door with the own contract', async () => {
    const faults: string[] = [];
    const signOut = (operation: Operation) => operation.method === 'DELETE' && operation.path === '/api/session';
    const probes = operations
      .filter((operation) => !signOut(operation) && operation.who !== 'anyone')
      .flatMap((operation) => people.map((person) => ({ operation, person })))
      .filter(({ operation, person }) => expected(operation, person, own) === 'passes');
    await eachOf(probes, async ({ operation, person }) => {
      const answer = await ask(house.weibao, operation, own, person.as);
      const isRefused = answer.status >= 500 || /^(ACCESS|HTTP)\.|^INTERNAL/.test(codeOf(answer));
      if (isRefused) faults.push(`${operation.name}, ${person.name}: ${answer.status} ${answer.text.slice(0, 300)}`);
      // Organisations carry the names of contracts here, and so do the audit and the chains: the platform's own see what there is.
      const isAdministrator = person.role?.endsWith('-administrator') ?? false;
      const isTold = !isAdministrator && answer.text.includes(foreign);
      if (isTold) faults.push(`${operation.name}, ${person.name}: tells of ${foreign}`);
    });
    expect(faults).toEqual([]);
  });
});

describeForeignIds(
  () => house,
  () => operations,
);

describe('a token', () => {
  it('cannot make itself a wider one', async () => {
    const wanted = { name: 'maker', contracts: ['*'], actions: ['tokens.manage', 'incident.*'] };
    const made = await makeToken(house.weibao.baseUrl, house.weibao.access(), wanted);
    const { secret: maker, token } = made.body as { secret: string; token: { expiresAt: string } };
    const make = (actions: string[], expiresAt = token.expiresAt) =>
      call(house.weibao.baseUrl, '/api/tokens', {
        body: { name: 'made', account: 'admin', contracts: [own], actions, expiresAt },
        token: maker,
      });
    expect((await make(['incident.report'])).status).toBe(201);
    const before = await stored(house.sql);
    const later = new Date(Date.parse(token.expiresAt) + 1000).toISOString();
    for (const refused of [
      await make(['facts.import']),
      await make(['incident.report', 'billing.*']),
      await make(['incident.report'], later),
    ])
      expect([refused.status, codeOf(refused)]).toEqual([403, 'ACCESS.TOKEN_SCOPE']);
    expect(await stored(house.sql)).toBe(before);
  });
});

describe('the database, below all of this', () => {
  const services = ['incident', 'inspection', 'billing'];
  /** Runs statements with a service's own credentials, as whoever broke into it would. */
  const asApp = async <T>(app: string, run: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: house.weibao.databaseUrlOf(app) });
    await client.connect();
    try {
      return await run(client);
    } finally {
      await client.end();
    }
  };
  const codeOfFault = (error: { code?: string }) => error.code;
  const NOT_ALLOWED = '42501';

  it('has a user for each process, who sees its own schema and no other', async () => {
    const schemas = {
      gateway: 'access',
      'incident-svc': 'incident',
      'inspection-svc': 'inspection',
      'billing-svc': 'billing',
    };
    const tables = { access: 'session', incident: 'fact', inspection: 'fact', billing: 'fact' };
    for (const [app, own] of Object.entries(schemas))
      await asApp(app, async (client) => {
        for (const [schema, table] of Object.entries(tables)) {
          const seen = await client.query(`select count(*) from ${schema}.${table}`).then(() => 'seen', codeOfFault);
          expect([app, schema, seen]).toEqual([app, schema, schema === own ? 'seen' : NOT_ALLOWED]);
          if (schema === own) continue;
          const lent = await client.query(`set role weibao_${schema}_reader`).then(() => 'lent', codeOfFault);
          expect([app, schema, lent]).toEqual([app, schema, NOT_ALLOWED]);
        }
        for (const forbidden of ['create schema mine', 'create role mine', 'create table public.mine (n int)'])
          expect([app, forbidden, await client.query(forbidden).then(() => 'done', codeOfFault)]).toEqual([
            app,
            forbidden,
            NOT_ALLOWED,
          ]);
      });
  });

  it('gives a reader the rows of the contracts that the transaction names: no other, none when it names none, and nothing to write', async () => {
    await asApp('billing-svc', async (client) => {
      const seen = async (contracts: string | null) => {
        await client.query(`begin; set local role weibao_billing_reader`);
        if (contracts !== null) await client.query(`select set_config('weibao.contracts', $1, true)`, [contracts]);
        const { rows } = await client.query('select distinct contract from billing.fact order by 1');
        await client.query('rollback');
        return rows.map(({ contract }) => contract);
      };
      expect(await seen(own)).toEqual([own]);
      expect(await seen(foreign)).toEqual([foreign]);
      expect(await seen(`${own},${foreign}`)).toEqual([own, foreign].sort());
      expect(await seen(`${own}' or 'a' = 'a`)).toEqual([]);
      expect(await seen('')).toEqual([]);
      expect(await seen(null)).toEqual([]);
      await client.query(`begin; set local role weibao_billing_reader; set local weibao.contracts = '${own}'`);
      for (const write of [
        `delete from billing.fact`,
        `update billing.head set position = 0`,
        `select 1 from billing.migration`,
      ]) {
        await client.query('savepoint before');
        expect([write, await client.query(write).then(() => 'done', codeOfFault)]).toEqual([write, NOT_ALLOWED]);
        await client.query('rollback to before');
      }
      await client.query('rollback');
    });
  });

  it('answers what a person asks the gateway of contracts as the reader, too: hotlines, files, surveys', async () => {
    const asks = {
      hotline: '/api/hotlines',
      evidence: `/api/contracts/${own}/evidence/${'a'.repeat(64)}`,
      survey_round: '/api/surveys',
    };
    for (const [table, path] of Object.entries(asks)) {
      const status = async () => (await call(house.weibao.baseUrl, path, { cookie: house.cookieOf('head') })).status;
      const open = await status();
      // Who may not look under the reader's name gets no answer, though the owner could give one.
      await house.sql.query(`revoke select on access.${table} from weibao_access_reader`);
      const shut = await status();
      await house.sql.query(`grant select on access.${table} to weibao_access_reader`);
      expect([table, shut, await status()]).toEqual([table, 500, open]);
    }
    await asApp('gateway', async (client) => {
      await house.sql.query(
        `insert into access.hotline (id, contract, name, phone, added_by, added_at)
         select 'reader ' || c, c, 'x', 'x', 'head', now() from unnest($1::text[]) as c`,
        [[own, foreign]],
      );
      await client.query(`begin; set local role weibao_access_reader; set local weibao.contracts = '${own}'`);
      const { rows } = await client.query(`select contract from access.hotline where id like 'reader %'`);
      await client.query('rollback');
      await house.sql.query(`delete from access.hotline where id like 'reader %'`);
      expect(rows).toEqual([{ contract: own }]);
    });
  });

  it('forces row security on every table that has a contract, the gateway’s among them: a new one without it fails here', async () => {
    const { rows } = await house.sql.query(
      `select c.relnamespace::regnamespace::text as schema, c.relname as table, c.relrowsecurity and c.relforcerowsecurity as forced
       from pg_attribute a join pg_class c on c.oid = a.attrelid
       where a.attname = 'contract' and c.relkind in ('r', 'p') and c.relnamespace::regnamespace::text = any ($1)`,
      [[...services, 'access']],
    );
    expect(rows.length).toBeGreaterThan(30); // nine of the kit in each of three services, and those of each
    expect(rows.filter(({ forced }) => !forced)).toEqual([]);
  });
});

describe('the directory', () => {
  const as = (account: string) => ({ cookie: house.cookieOf(account) });
  const at = (path: string, account: string, more: Request = {}) =>
    call(house.weibao.baseUrl, path, { ...as(account), ...more });

  it('tells a contract’s hotline to its two sides and the system administrator, and to nobody else', async () => {
    const path = `/api/contracts/${own}/hotlines`;
    const body = { system: emr, name: '驻场工程师', phone: '000-1111' };
    const first = await at(path, 'duty', { body });
    const again = await at(path, 'head', { body });
    expect([first.status, again.body]).toEqual([201, first.body]);
    const told = async (account: string) =>
      (await at('/api/hotlines', account)).body.hotlines.some(({ phone }: { phone: string }) => phone === '000-1111');
    for (const account of ['duty', 'head', 'admin', `vendor-${own}`]) expect(await told(account), account).toBe(true);
    expect(await told('second-desk')).toBe(false);
    const one = `${path}/${first.body.id}`;
    expect((await at(one, 'second-desk', { method: 'DELETE' })).status).toBe(404);
    expect((await at(one, 'duty', { method: 'DELETE' })).status).toBe(204);
    expect((await at(one, 'duty', { method: 'DELETE' })).body.error.code).toBe('DIRECTORY.HOTLINE_UNKNOWN');
  });

  it('keeps who called out of the facts and of the audit, for the own desk alone, until the person is erased', async () => {
    const person = { name: '来电护士', phone: '000-2222', told: '接报工程师' };
    const headers = { 'idempotency-key': 'a-call-with-a-person' };
    const report = (call: unknown) =>
      at(`/api/contracts/${own}/incidents`, 'duty', { headers, body: { system: emr, department: '心内科', call } });
    const { result } = (await report(person)).body;
    // The answer got lost and the command comes again: one incident, one call.
    expect((await report(person)).body.result).toEqual(result);
    const path = `/api/contracts/${own}/incidents/${result.incident}/call`;
    const said = { department: '心内科', ...person, notedBy: 'duty' };
    expect((await at(path, 'head')).body.call).toMatchObject(said);
    expect((await at(path, 'second-desk')).status).toBe(404);
    const contacts = async (account: string) => (await at('/api/contacts', account)).body.contacts;
    expect(await contacts('second-desk')).toEqual([]);
    const [contact] = await contacts('duty');
    expect(contact).toMatchObject({ department: '心内科', name: '来电护士', phone: '000-2222' });
    const { rows } = await house.sql.query(
      `select body::text from incident.fact union all select text from incident.fact_text union all select body from access.audit`,
    );
    expect(JSON.stringify(rows)).not.toMatch(/来电护士|000-2222|接报工程师/);

    expect((await at(`/api/contacts/${contact.id}`, 'second-desk', { method: 'DELETE' })).status).toBe(404);
    expect((await at(`/api/contacts/${contact.id}`, 'head', { method: 'DELETE' })).status).toBe(204);
    expect((await at(path, 'duty')).body.call).toMatchObject({ department: null, name: null, phone: null });
    expect(JSON.stringify((await house.sql.query('select * from access.contact')).rows)).not.toContain('来电护士');
  });
});

describe('a wall', () => {
  const posture = async (cookie: string) => (await call(house.weibao.baseUrl, '/api/posture', { cookie })).body;
  const contracts = (cookie: string) => call(house.weibao.baseUrl, '/api/contracts', { cookie });

  it('is sent yuan and vendors in the internal profile, and neither of them in the default one', async () => {
    const [internal, open] = [await pairedWall(house, 'internal'), await pairedWall(house, 'default')];
    const all = await posture(internal);
    expect(all.vendors).toEqual({ [own]: { nameZh: '演示维保商丙', nameEn: 'Demo vendor C' } });
    // A fifth of 4,168,000 for the first of five payments.
    expect(all.postures[0].internal.payments[0]).toMatchObject({ payment: 'P1', net: '833600.00' });
    const bare = await posture(open);
    expect([bare.vendors, bare.postures[0].internal]).toEqual([null, null]);
    const sent = JSON.stringify(bare) + (await contracts(open)).text;
    expect(sent).not.toMatch(/833600|演示维保商|demo-vendor|Demo vendor/);
    expect((await contracts(internal)).text).toContain(`demo-vendor-${own}`);
  });

  it('that is given another profile is told so by its stream, and is sent by the new one from the next question on', async () => {
    const cookie = await pairedWall(house, 'default');
    const { baseUrl } = house.weibao;
    const stream = await listen(baseUrl, '/api/stream', { cookie });
    const admin = house.cookieOf('admin');
    const { devices } = (await call(baseUrl, '/api/devices', { cookie: admin })).body;
    const path = `/api/devices/${devices[0].id}/profile`;
    const show = (profile: string, by = admin) => call(baseUrl, path, { method: 'PUT', cookie: by, body: { profile } });
    expect((await posture(cookie)).vendors).toBeNull();
    for (const other of ['security', 'head']) expect((await show('internal', house.cookieOf(other))).status).toBe(403);
    expect((await show('everything')).status).toBe(400);
    expect((await posture(cookie)).vendors).toBeNull();
    expect((await show('internal')).body).toMatchObject({ id: devices[0].id, profile: 'internal', revokedAt: null });
    await expect.poll(() => stream.events.map(({ event }) => event), { timeout: 1000 }).toContain('session.changed');
    expect((await call(baseUrl, '/api/session', { cookie })).body.role).toBe('wall-internal');
    expect((await posture(cookie)).vendors).toHaveProperty(own);
    await show('default');
    const bare = await posture(cookie);
    expect([bare.vendors, bare.postures[0].internal]).toEqual([null, null]);
    await stream.close();
    await call(baseUrl, `/api/devices/${devices[0].id}`, { method: 'DELETE', cookie: admin });
    expect((await show('internal')).body.error.code).toBe('DEVICE.UNKNOWN');
    const { rows } = await house.sql.query(
      `select action from access.audit where body::jsonb #>> '{detail,device}' = $1 order by position`,
      [devices[0].id],
    );
    const changed = 'device.profile-changed';
    expect(rows.map(({ action }) => action)).toEqual(['device.paired', changed, changed, 'device.revoked']);
  });

  it('that is revoked is shown out at once, its stream too, and its cookie opens nothing', async () => {
    const cookie = await pairedWall(house, 'default');
    const { baseUrl } = house.weibao;
    const stream = await listen(baseUrl, '/api/stream', { cookie });
    expect(stream.status).toBe(200);
    const admin = house.cookieOf('admin');
    const { devices } = (await call(baseUrl, '/api/devices', { cookie: admin })).body;
    expect(devices[0]).toMatchObject({ name: 'default', profile: 'default', revokedAt: null });
    const revoked = await call(baseUrl, `/api/devices/${devices[0].id}`, { method: 'DELETE', cookie: admin });
    expect(revoked.status).toBe(204);
    await expect.poll(() => stream.events.map(({ event }) => event), { timeout: 1000 }).toContain('signed-out');
    expect((await call(baseUrl, '/api/session', { cookie })).status).toBe(401);
    await stream.close();
    const { rows } = await house.sql.query(
      `select action from access.audit where body::jsonb #>> '{detail,device}' = $1 order by position`,
      [devices[0].id],
    );
    expect(rows.map(({ action }) => action)).toEqual(['device.paired', 'device.revoked']);
  });
});
