import pg from 'pg';
import { startWeibao, type Weibao } from '../harness/weibao.mjs';
import { addPerson, call, cookieOf, listen, type Answer, type Request } from './gateway.fixture.js';

// Two hospitals, two vendors, two contracts; and the API as its own document tells it.

export const own = 'bayannur-emr';
export const foreign = 'liyang-smart-health';
export const absent = 'no-such-contract';
export const emr = '一体化电子病历系统';

type Schema = Record<string, unknown> & { properties?: Record<string, Schema>; required?: string[] };
export interface Operation {
  name: string; // "POST /api/contracts/{contract}/records, outage.started"
  method: string;
  path: string;
  who: 'anyone' | 'signed-in' | string[];
  trialRoles: string[]; // in trial contracts only
  sessionOnly: boolean; // no token is good for it
  action: string | null;
  body: unknown;
  schema: Schema | null;
  streams: boolean;
  uploads: boolean;
  aboutContract: boolean;
  filters: string[]; // names of what may stand in the query
}
interface Described {
  'x-roles': Operation['who'];
  'x-trial-roles'?: string[];
  'x-session-only'?: boolean;
  'x-recorders'?: Record<string, { hospital: string[]; vendor: boolean; administrator: boolean }>;
  description: string;
  parameters: { name: string; in: string }[];
  requestBody?: { content: Partial<Record<'application/json' | 'application/octet-stream', { schema: Schema }>> };
  responses: Record<string, { content?: Record<string, unknown> }>;
}

/** What JSON Schema cannot say of a text: its form goes by its name. */
const texts: Record<string, string> = {
  ...Object.fromEntries(
    ['at', 'occurredAt', 'restoreBy', 'from', 'deliverBy'].map((n) => [n, '2026-07-01T09:00:00+08:00']),
  ),
  to: '2026-07-01T10:00:00+08:00',
  expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  closesAt: new Date(Date.now() + 86_400_000).toISOString(),
  until: new Date(Date.now() + 86_400_000).toISOString(),
  ...Object.fromEntries(['effectiveOn', 'dueOn', 'on', 'day'].map((name) => [name, '2026-07-01'])),
  amount: '1.00',
  sha256: 'a'.repeat(64),
  role: 'auditor',
  stage: 'confirmed', // whoever records stages at all may record this one
  password: 'a long enough password',
  organisation: 'demo-hospital',
  contracts: own,
  actions: 'incident.report',
};

/** The smallest value that fits a schema: required fields only, unless `all`; free texts as `textOf` gives them. */
export function sample(
  schema: Schema,
  name = '',
  textOf: (name: string) => string = () => 'isolation',
  all = false,
): unknown {
  if ('const' in schema) return schema['const'];
  const choice = (schema['enum'] ?? schema['anyOf'] ?? schema['oneOf']) as unknown[] | undefined;
  if (schema['enum']) return texts[name] ?? choice?.at(-1);
  if (choice) return sample(choice[0] as Schema, name, textOf, all);
  const inner = (of: Schema, key: string) => sample(of, key, textOf, all);
  if (schema['type'] === 'object') {
    const wanted = Object.entries(schema.properties ?? {}).filter(([key]) => all || schema.required?.includes(key));
    return Object.fromEntries(wanted.map(([key, of]) => [key, inner(of, key)]));
  }
  if (schema['type'] === 'array') return (schema['minItems'] ?? 0) ? [inner(schema['items'] as Schema, name)] : [];
  if (schema['type'] === 'string') return texts[name] ?? textOf(name);
  if (schema['type'] === 'boolean') return false;
  if (schema['type'] === 'integer' || schema['type'] === 'number') return schema['minimum'] ?? 1;
  return {};
}

/** Every operation that the running gateway describes; the one route for records once for each type that it takes. */
export async function describedOperations(baseUrl: string): Promise<Operation[]> {
  const { body } = await call(baseUrl, '/api/openapi.json');
  return Object.entries(body.paths as Record<string, Record<string, Described>>).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, described]) => operationsOf(path, method.toUpperCase(), described)),
  );
}

function operationsOf(path: string, method: string, described: Described): Operation[] {
  const schema = described.requestBody?.content['application/json']?.schema ?? null;
  const one: Operation = {
    name: `${method} ${path}`,
    method,
    path,
    who: described['x-roles'],
    trialRoles: described['x-trial-roles'] ?? [],
    sessionOnly: described['x-session-only'] ?? false,
    action: /action `([^`]+)`/.exec(described.description)?.[1] ?? null,
    body: schema === null ? undefined : sample(schema),
    schema,
    streams: Object.values(described.responses).some(({ content }) => content?.['text/event-stream'] !== undefined),
    uploads: described.requestBody?.content['application/octet-stream'] !== undefined,
    aboutContract: path.includes('{contract}'),
    filters: described.parameters.flatMap(({ name, in: place }) => (place === 'query' ? [name] : [])),
  };
  const recorders = described['x-recorders'];
  if (!recorders) return [one];
  const facts = (schema?.properties?.['fact']?.['oneOf'] ?? []) as Schema[];
  return facts.map((fact) => {
    const type = String(fact.properties?.['type']?.['const']);
    const recorder = recorders[type];
    if (!recorder) throw new Error(`the document does not say who records ${type}`);
    const more = [...(recorder.vendor ? ['vendor'] : []), ...(recorder.administrator ? ['system-administrator'] : [])];
    return {
      ...one,
      name: `${one.name}, ${type}`,
      who: [...recorder.hospital, ...more],
      schema: fact,
      body: { fact: sample(fact) },
    };
  });
}

/** The address of an operation; what is no contract in it is something that does not exist, unless a PUT of the same run makes it for others of its kind. */
export const addressOf = (operation: Operation, contract: string): string =>
  operation.path
    .replace('{contract}', contract)
    .replace('{statement}', '2000-001')
    .replace(/\{\w+\}/g, `isolation-probe-${operation.method.toLowerCase()}`);

export async function ask(weibao: Weibao, operation: Operation, contract: string, as: Request): Promise<Answer> {
  const path = addressOf(operation, contract);
  if (operation.streams) {
    const headers: Record<string, string> = {
      ...(as.cookie === undefined ? {} : { cookie: as.cookie }),
      ...(as.token === undefined ? {} : { authorization: `Bearer ${as.token}` }),
    };
    const stream = await listen(weibao.baseUrl, path, headers);
    await stream.close();
    return { status: stream.status, headers: new Headers(), body: null, text: '' };
  }
  if (operation.uploads) {
    const headers = { 'content-type': 'application/octet-stream', 'x-file-name': 'isolation.txt' };
    return call(weibao.baseUrl, path, { method: operation.method, raw: 'isolation', ...as, headers });
  }
  return call(weibao.baseUrl, path, {
    method: operation.method,
    ...(operation.body === undefined ? {} : { body: operation.body }),
    ...as,
  });
}

/** A body without what differs in every answer: the request id, and the name of the contract that was asked about. */
export const comparable = ({ status, text }: Answer, contract: string): string =>
  `${status} ${text.replaceAll(contract, '…').replace(/"requestId":"[^"]*"/, '')}`;

/** All that the processes keep of contracts and of access, as one text; not what merely notes that somebody was there. */
export async function stored(sql: pg.Client): Promise<string> {
  const parts = ['incident', 'inspection', 'billing'].flatMap((schema) => [
    `select '${schema}', contract, position::text, encode(hash, 'hex') from ${schema}.head`,
    `select '${schema}.fact', contract, count(*)::text, max(position)::text from ${schema}.fact group by contract`,
  ]);
  const access = [
    `select 'organisation', id, md5(o::text), '' from access.organisation o`,
    `select 'account', name, md5(a::text), '' from access.account a`,
    `select 'evidence', contract, sha256, '' from access.evidence`,
    `select 'token', id::text, coalesce(revoked_at::text, 'live'), '' from access.token`,
    `select 'device', id::text, coalesce(revoked_at::text, 'live'), profile from access.device`,
    `select 'hotline', id, md5(h::text), '' from access.hotline h`,
    `select 'contact', id, md5(c::text), '' from access.contact c`,
    `select 'survey', id, md5(r::text), '' from access.survey_round r`,
    `select 'probe', contract, system, target from incident.probe`,
    `select 'survey link', id, md5(l::text), '' from access.survey_link l`,
    `select 'handover', id, md5(h::text), '' from access.handover h`,
    `select 'draft', id, md5(d::text), '' from billing.draft d`,
  ];
  const { rows } = await sql.query(
    `select * from (${[...parts, ...access].join(' union all ')}) as all_of_it order by 1, 2, 3`,
  );
  return JSON.stringify(rows, null, 1);
}

export async function factCount(sql: pg.Client): Promise<number> {
  const each = ['incident', 'inspection', 'billing'].map((schema) => `select count(*) as facts from ${schema}.fact`);
  const { rows } = await sql.query(`select sum(facts)::int as facts from (${each.join(' union all ')}) as counted`);
  return rows[0].facts;
}

export interface IsolatedHouse {
  weibao: Weibao;
  sql: pg.Client;
  cookieOf: (account: string) => string;
  stop: () => Promise<void>;
}

/** Weibao with one contract of the demo hospital and one of a second hospital; an account of every role, and of the second hospital's desk. */
export async function isolatedHouse(): Promise<IsolatedHouse> {
  const weibao = await startWeibao();
  const access = weibao.access();
  const token = access?.token.secret ?? '';
  const admin = async (path: string, method: string, body: unknown) => {
    const answer = await call(weibao.baseUrl, path, { method, body, token });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`);
  };
  const second = { nameZh: '第二医院', nameEn: 'Second hospital', kind: 'hospital' };
  const cookie = await cookieOf(weibao.baseUrl, access, 'admin');
  await call(weibao.baseUrl, '/api/organisations/second-hospital', { method: 'PUT', body: second, cookie });
  const cookies = new Map<string, string>();
  for (const [account, organisation, role] of [
    ['auditor', 'demo-hospital', 'auditor'],
    ['second-desk', 'second-hospital', 'duty-desk'],
  ] as const)
    cookies.set(account, await addPerson(weibao.baseUrl, access, { account, organisation, role }));
  for (const [contract, customer] of [
    [own, 'demo-hospital'],
    [foreign, 'second-hospital'],
  ] as const) {
    const parties = [
      { organisation: customer, part: 'customer' },
      { organisation: `demo-vendor-${contract}`, part: 'vendor' },
    ];
    const parameters = { signedOn: '2026-01-05', startsOn: '2026-01-05', endsOn: '2028-12-31', coreSystems: [emr] };
    await admin(`/api/contracts/${contract}`, 'PUT', {
      pattern: contract,
      parties,
      ...(contract === own ? { parameters } : {}),
      signedAt: '2026-01-05T10:00:00+08:00',
    });
  }
  for (const { account } of access?.accounts ?? [])
    cookies.set(account, await cookieOf(weibao.baseUrl, access, account));
  const sql = new pg.Client({ connectionString: weibao.databaseUrl });
  await sql.connect();
  return {
    weibao,
    sql,
    cookieOf: (account) => {
      const cookie = cookies.get(account);
      if (!cookie) throw new Error(`nobody signed in as ${account}`);
      return cookie;
    },
    stop: async () => {
      await sql.end();
      await weibao.stop();
    },
  };
}

/** The cookie of a wall of the demo hospital, paired by the system administrator as a person does it. */
export async function pairedWall(house: IsolatedHouse, profile: 'default' | 'internal'): Promise<string> {
  const { baseUrl } = house.weibao;
  const shown = await call(baseUrl, '/api/pairings', { body: {} });
  const waiting = (shown.headers.get('set-cookie') ?? '').split(';')[0] as string;
  const body = { code: shown.body.code, organisation: 'demo-hospital', name: profile, profile };
  const paired = await call(baseUrl, '/api/devices', { body, cookie: house.cookieOf('admin') });
  if (paired.status !== 201) throw new Error(paired.text);
  const claimed = await call(baseUrl, '/api/pairings/claim', { body: {}, cookie: waiting });
  const cookies = claimed.headers.getSetCookie().map((cookie) => cookie.split(';')[0] as string);
  return cookies.find((cookie) => cookie.startsWith('weibao_session=')) as string;
}

/** A few at a time: two cores serve the house and the test. */
export async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>, atOnce = 6): Promise<void> {
  const queue = [...items];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
    }),
  );
}
