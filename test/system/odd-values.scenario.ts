import { beforeAll, describe, expect, it } from 'vitest';
import { randomFrom } from './attacks.fixture.js';
import { call, type Answer } from './gateway.fixture.js';
import { emr, own, type IsolatedHouse } from './isolation.fixture.js';

// Commands about something that is there are read to their end: a draft, a handover, a survey's link, an incident. What would be right, but for one odd value
// anywhere in it.

const odd: readonly unknown[] = [
  ...[null, true, -1, 1e308, '', 'half \ud800', '\u0000', '9999-12-31', '0000-00-00', '25:00', "'; --", '__proto__'],
  ...[[], {}, [[null]], { minutes: -1.5 }, { toString: 1 }, 'x'.repeat(5000)],
];

/** The value with each of its places in turn replaced, its names too, and with one more name that reaches for the prototype. */
function withOneOddAnywhere(whole: unknown, oddOne: () => unknown): unknown[] {
  if (typeof whole !== 'object' || whole === null) return [];
  const put = (key: string, value: unknown): unknown =>
    Array.isArray(whole)
      ? whole.map((kept, index) => (String(index) === key ? value : kept))
      : Object.fromEntries(Object.entries(whole).map(([name, kept]) => [name, name === key ? value : kept]));
  const places = Object.entries(whole).flatMap(([key, inner]) => [
    put(key, oddOne()),
    ...withOneOddAnywhere(inner, oddOne).map((changed) => put(key, changed)),
  ]);
  if (Array.isArray(whole)) return [...places, [...whole, oddOne()]];
  const named = Object.keys(whole).map((name) =>
    JSON.parse(
      `{${JSON.stringify(`${name}/__proto__/x`)}:${JSON.stringify((whole as Record<string, unknown>)[name])}}`,
    ),
  );
  return [...places, ...named, JSON.parse(`{"__proto__":{"drill":true},${JSON.stringify(whole).slice(1)}`)];
}

interface Target {
  name: string;
  path: string;
  method: string;
  body: Record<string, unknown>;
  fixed?: () => Record<string, unknown>; // what has to be right, or nothing else is looked at
}

export function describeOddValues(houseOf: () => IsolatedHouse): void {
  describe('one odd value anywhere in a command about something that is there', () => {
    let targets: Target[];
    let version = 0;
    let draft = '';
    const send = (path: string, body: unknown, method = 'POST'): Promise<Answer> =>
      call(houseOf().weibao.baseUrl, path, { method, body, cookie: houseOf().cookieOf('head') });

    beforeAll(async () => {
      const contract = `/api/contracts/${own}`;
      const until = new Date(Date.now() + 3_600_000).toISOString();
      const closesAt = new Date(Date.now() + 86_400_000).toISOString();
      const started = (await send('/api/drafts', { basedOn: 'BY' })).body.result;
      ({ draft, version } = started);
      const sheet = (await send('/api/handovers', { until, notes: 'x' })).body.id;
      const items = ['a', 'b', 'c', 'd', 'e'];
      const round = { form: 'it-department', items, departments: ['x'], closesAt };
      const [link] = (await send(`${contract}/surveys`, round)).body.links;
      const { incident } = (await send(`${contract}/incidents`, { system: emr })).body.result;
      const at = `${contract}/incidents/${incident}`;
      const content = {
        contract: 'odd-values',
        parties: [{ organisation: 'demo-hospital', part: 'customer' }],
        parameters: { signedOn: '2026-07-01', workingHours: [['08:00', '17:30']], coreSystems: [emr] },
        recordStartsOn: '2026-07-01',
        edits: { '/nameZh': 'x', '/incidentTargets/0/limit': { minutes: 15 }, '/bases/total/yuan': '1.00' },
        texts: { 'BY-4.1-L3-REST': { zh: 'x', en: 'x' } },
      };
      const year = { year: 2027, holidays: ['2027-01-01'], workdays: ['2027-01-02'] };
      const changes = { terms: { bases: { total: { yuan: '1.00' } } }, parameters: { coreSystems: [emr] } };
      const post = (name: string, path: string, body: Record<string, unknown>, fixed?: Target['fixed']): Target => ({
        ...{ name, path, method: 'POST', body },
        ...(fixed ? { fixed } : {}),
      });
      targets = [
        { ...post('draft', `/api/drafts/${draft}`, { content }, () => ({ version })), method: 'PUT' },
        post('findings', `/api/drafts/${draft}/acceptances`, { findings: ['x'], note: 'x' }),
        post('registration', `/api/drafts/${draft}/registration`, { version: 1 }),
        post('file of terms', '/api/drafts', { basedOn: 'BY', file: { name: 'x.json', text: '{"terms":{}}' } }),
        post('amendment', `${contract}/amendment-check`, { effectiveOn: '2026-08-01', changes }),
        post('calendar', '/api/calendars/preview', year),
        post('handover', '/api/handovers', { until, notes: 'x' }),
        post('taking over', `/api/handovers/${sheet}/take-over`, { remark: 'x' }),
        post('survey', `${contract}/surveys`, round),
        post('answer', '/api/survey-links/answer', { scores: [1, 2, 3, 4], note: 'x' }, () => ({
          secret: link.secret,
        })),
        post('grade', `${at}/grade`, { level: '2', impact: { rows: [{ patients: 1 }] } }),
        post('stage', `${at}/stages`, { stage: 'responded' }),
        post('estimate', `${at}/estimate`, { restoreBy: until }),
        post('merge', `${at}/merge`, { into: incident }),
      ];
    });

    it('is a refusal or a text, never a fault of ours, and leaves the record and the processes as they should be', async () => {
      const random = randomFrom(20260702);
      const oddOne = () => odd[Math.floor(random() * odd.length)];
      const faults: string[] = [];
      let asked = 0;
      for (const { name, path, method, body, fixed } of targets)
        for (const probe of withOneOddAnywhere(body, oddOne)) {
          const answer = await send(path, { ...(probe as object), ...fixed?.() }, method);
          asked += 1;
          if (answer.status >= 500)
            faults.push(`${name} ${JSON.stringify(probe).slice(0, 300)}: ${answer.text.slice(0, 200)}`);
          if (name === 'draft' && answer.status < 300) version = answer.body.result.version;
        }
      expect(faults).toEqual([]);
      expect(asked).toBeGreaterThan(120);
      const kept = await send(`/api/drafts/${draft}`, undefined, 'GET');
      expect([kept.status, kept.body.draft.version]).toEqual([200, version]);
      const again = await send(`/api/contracts/${own}/incidents`, { system: emr });
      expect(again.status, again.text).toBe(201);
      const { body } = await send(`/api/contracts/${own}/incidents/${again.body.result.incident}`, undefined, 'GET');
      expect(body.incident.drill).toBe(false);
    });
  });
}
