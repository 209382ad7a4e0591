import { beforeAll, describe, expect, it } from 'vitest';
import { addPerson, call, type Answer } from './gateway.fixture.js';
import { ask, comparable, eachOf, emr, foreign, own, stored } from './isolation.fixture.js';
import type { IsolatedHouse, Operation } from './isolation.fixture.js';

// Contracts are kept apart by their ids; what belongs to them has ids of its own. Those of the one hospital's things, put by the other's people into every
// address and every filter that takes one, beside their own contract's id.

/** As many letters and digits of the same kind, and nobody's. */
const invented = (id: string): string =>
  id
    .replace(/[a-f0-9]/g, (sign) => '123456789abcdef0'['0123456789abcdef'.indexOf(sign)] as string)
    .replace(/[A-Z]/g, (sign) => (sign === 'Z' ? 'A' : String.fromCharCode(sign.charCodeAt(0) + 1)));

/** What changes from one moment to the next, whoever asks for what. */
const still = (text: string): string => text.replace(/"(sequence|now|asOf|nowMs)":("[^"]*"|\d+)/g, '');

export function describeForeignIds(houseOf: () => IsolatedHouse, operationsOf: () => Operation[]): void {
  describe('an id of somebody else’s', () => {
    const things = new Map<string, string>();
    const cookies: Record<string, string> = {};
    const at = (path: string, account: string, body?: unknown, method?: string): Promise<Answer> =>
      call(houseOf().weibao.baseUrl, path, {
        cookie: cookies[account] ?? houseOf().cookieOf(account),
        ...(body === undefined ? {} : { body }),
        ...(method === undefined ? {} : { method }),
      });
    const made = async (path: string, account: string, body: unknown): Promise<Answer['body']> => {
      const answer = await at(path, account, body);
      expect(answer.status, `${path}: ${answer.text}`).toBeLessThan(300);
      return answer.body;
    };

    const note = (thing: string, id: unknown): void => {
      if (typeof id !== 'string' || id === '') throw new Error(`no ${thing} was made`);
      things.set(thing, id);
    };

    beforeAll(async () => {
      const { baseUrl } = houseOf().weibao;
      cookies['second-head'] = await addPerson(baseUrl, houseOf().weibao.access(), {
        account: 'second-head',
        organisation: 'second-hospital',
        role: 'it-head',
      });
      const contract = `/api/contracts/${own}`;
      const reported = await made(`${contract}/incidents`, 'duty', {
        system: emr,
        summary: 'theirs',
        call: { name: 'theirs', phone: '000-3333' },
      });
      note('incident', reported.result.incident);
      const { facts } = (await at(`${contract}/records?about=${reported.result.incident}`, 'head')).body;
      note('fact', facts[0].fact.id);
      note('contact', (await at('/api/contacts', 'duty')).body.contacts[0].id);
      note('hotline', (await made(`${contract}/hotlines`, 'duty', { name: 'theirs', phone: '1' })).id);
      const ended = { type: 'inspection.ended', inspection: 'THEIRS-1', kind: 'monthly', period: '2026-07' };
      await made(`${contract}/records`, 'inspector', { fact: ended });
      note('inspection', 'THEIRS-1');
      note('paper', (await at(`${contract}/papers/inspection-report/THEIRS-1`, 'head')).body.paper.code);
      const uploaded = await call(baseUrl, `${contract}/evidence`, {
        raw: '%PDF-1.7 theirs',
        cookie: houseOf().cookieOf('head'),
        headers: { 'content-type': 'application/octet-stream', 'x-file-name': 'theirs.pdf' },
      });
      const { evidence } = uploaded.body;
      await made(`${contract}/records`, 'head', {
        fact: { type: 'document.filed', document: 'meeting-minutes', evidence: [evidence] },
      });
      note('evidence', evidence.sha256);
      note('draft', (await made('/api/drafts', 'head', { basedOn: 'BY' })).result.draft);
      const until = new Date(Date.now() + 3_600_000).toISOString();
      note('handover', (await made('/api/handovers', 'head', { until, notes: 'theirs' })).id);
      const round = await made(`${contract}/surveys`, 'inspector', {
        ...{ form: 'it-department', items: ['a', 'b', 'c', 'd', 'e'], departments: ['theirs'] },
        closesAt: new Date(Date.now() + 86_400_000).toISOString(),
      });
      note('round', round.round.round);
      note('link', round.links[0].link);
      const { sessions } = (await at('/api/sessions', 'head')).body;
      note('session', sessions[0].id);
    }, 60_000);

    it('is told of, changed and withdrawn as little as one that nobody has, in every address and filter', async () => {
      const { weibao, sql } = houseOf();
      const before = await stored(sql);
      const strangers = [
        { account: 'second-head', role: 'it-head' },
        { account: `vendor-${foreign}`, role: 'vendor' },
      ];
      const filters = ['fact', 'about', 'evidence'];
      const asked = operationsOf().flatMap((operation) => {
        const placed = operation.path.replace('{contract}', foreign);
        const places = [...placed.matchAll(/\{\w+\}/g)].map(([place]) => place);
        const addresses = places.map(
          (place) => (id: string) => placed.replace(place, encodeURIComponent(id)).replace(/\{\w+\}/g, 'theirs'),
        );
        const filtered = operation.method === 'GET' && places.length === 0 ? operation.filters : [];
        const queries = filtered
          .filter((name) => filters.includes(name))
          .map((name) => (id: string) => `${placed}?${name}=${encodeURIComponent(id)}`);
        return [...addresses, ...queries].map((addressOf) => ({ operation, addressOf }));
      });
      const faults: string[] = [];
      let answers = 0;
      await eachOf(asked, async ({ operation, addressOf }) => {
        for (const { account, role } of strangers) {
          const { who } = operation;
          if (who === 'anyone' || (who !== 'signed-in' && !who.includes(role))) continue;
          const as = { cookie: cookies[account] ?? houseOf().cookieOf(account) };
          const answerTo = async (id: string): Promise<string> => {
            const answer = await ask(weibao, { ...operation, path: addressOf(id) }, foreign, as);
            if (answer.status >= 500) faults.push(`${operation.name}, ${account}: ${answer.text}`);
            // The id is echoed, a long one by its beginning.
            return still(comparable(answer, id)).replaceAll(id.slice(0, 12), '').replaceAll('…', '');
          };
          const absent = await answerTo(invented(things.get('draft') ?? ''));
          for (const [thing, id] of things) {
            const found = await answerTo(id);
            answers += 1;
            if (found !== absent) faults.push(`${operation.name}, ${account}, ${thing}: ${found} | ${absent}`);
          }
        }
      });
      expect(faults).toEqual([]);
      expect(answers).toBeGreaterThan(500);
      expect(await stored(sql)).toBe(before);
    });

    it('proves nothing in another contract: a file of theirs cannot be filed as one’s own', async () => {
      const evidence = [{ sha256: things.get('evidence'), bytes: 15, mediaType: 'application/pdf' }];
      const fact = { type: 'document.filed', document: 'meeting-minutes', evidence };
      const answer = await at(`/api/contracts/${foreign}/records`, 'second-head', { fact });
      expect(answer.body.error.code).toBe('EVIDENCE.UNKNOWN');
    });

    it('is found by its own people, so that what was asked for was really there', async () => {
      const contract = `/api/contracts/${own}`;
      for (const [path, account] of [
        [`${contract}/incidents/${things.get('incident')}`, 'head'],
        [`${contract}/evidence/${things.get('evidence')}`, 'head'],
        [`/api/papers/${things.get('paper')}`, 'head'],
        [`/api/drafts/${things.get('draft')}`, 'head'],
        [`/api/handovers/${things.get('handover')}`, 'duty'],
      ] as const)
        expect([path, (await at(path, account)).status]).toEqual([path, 200]);
      const close = `${contract}/surveys/${things.get('round')}`;
      expect((await at(`${close}/links/${things.get('link')}`, 'inspector', undefined, 'DELETE')).status).toBe(204);
      expect((await at(`${close}/close`, 'inspector', {})).status).toBe(204);
      expect((await at(`${contract}/hotlines/${things.get('hotline')}`, 'duty', undefined, 'DELETE')).status).toBe(204);
    });
  });
}
