import { canonicalJson, type Fact } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { factId, prepareFact, saltedHash, sameContent, STAMP_MARK } from './fact-body.js';

const origin = {
  service: 'incident' as const,
  contract: 'huangpu',
  commandId: 'c1',
  actor: { account: 'duty', organisation: 'hospital', role: 'duty-desk' as const },
};

describe('a prepared fact', () => {
  it('has marks for the instants that are not given, and keeps those that are', () => {
    const now = prepareFact({ type: 'incident.reported', incident: 'I1' }, 0, origin);
    expect(now.written).toMatchObject({ at: STAMP_MARK, recordedAt: STAMP_MARK, storedAt: STAMP_MARK });
    const imported = prepareFact(
      {
        type: 'incident.reported',
        incident: 'I1',
        at: '2026-07-01T09:00:00+08:00',
        recordedAt: '2026-07-01T09:05:00+08:00',
      },
      0,
      origin,
    );
    expect(imported.written).toMatchObject({
      at: '2026-07-01T09:00:00+08:00',
      recordedAt: '2026-07-01T09:05:00+08:00',
      storedAt: STAMP_MARK,
    });
  });

  it('is canonical, and is the same bytes when the mark is replaced as when it is serialised with the instant', () => {
    const { body } = prepareFact({ type: 'incident.reported', incident: 'I"1', system: '医嘱' }, 0, origin);
    const stamped = body.replaceAll(STAMP_MARK, '2026-11-20T09:00:00.123+08:00');
    expect(stamped).toBe(canonicalJson(JSON.parse(stamped)));
  });

  it('holds the salted hash of each free text, never the text; the same text twice has two hashes', () => {
    const fact = { type: 'incident.reported', incident: 'I1', summary: '张某', note: '张某' } as const;
    const { body, texts, written } = prepareFact(fact, 0, origin);
    expect(body).not.toContain('张某');
    const parsed = JSON.parse(body) as Record<string, string>;
    expect(texts.map(({ field, text, fact: id }) => [field, text, id])).toEqual([
      ['summary', '张某', written.id],
      ['note', '张某', written.id],
    ]);
    for (const { field, salt, text } of texts) expect(parsed[field]).toBe(saltedHash(salt, text));
    expect(parsed['summary']).not.toBe(parsed['note']);
  });

  it('overwrites what an import claims about our own storing', () => {
    const claimed = {
      type: 'incident.reported',
      incident: 'I1',
      storedAt: '1999-01-01T00:00:00Z',
      commandId: 'x',
    } as const;
    const parsed = JSON.parse(prepareFact(claimed, 0, origin).body) as Record<string, unknown>;
    expect(parsed).toMatchObject({ storedAt: STAMP_MARK, commandId: 'c1', actor: origin.actor, schema: 1 });
  });
});

describe('the id of a fact', () => {
  it('is the same for the same command, and another for each index, command, contract and service', () => {
    const ids = [
      factId('incident', 'huangpu', 'c1', 0),
      factId('incident', 'huangpu', 'c1', 1),
      factId('incident', 'huangpu', 'c2', 0),
      factId('incident', 'jiahe-icu', 'c1', 0),
      factId('billing', 'huangpu', 'c1', 0),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    expect(factId('incident', 'huangpu', 'c1', 0)).toBe(ids[0]);
  });

  it('is kept when it is given', () => {
    expect(prepareFact({ type: 'incident.reported', incident: 'I1', id: 'mine' }, 0, origin).written.id).toBe('mine');
  });
});

describe('two facts say the same', () => {
  const given: Fact = {
    type: 'incident.reported',
    incident: 'I1',
    at: '2026-07-01T09:00:00+08:00',
    id: 'F1',
    summary: '甲',
  };
  const stored = {
    ...given,
    recordedAt: given.at,
    storedAt: '2026-11-20T09:00:00+08:00',
    commandId: 'c1',
    actor: origin.actor,
    schema: 1,
  } as Fact;

  it('when only what we added differs, or an absent recordedAt that means "at"', () => {
    expect(sameContent(stored, given)).toBe(true);
  });

  it('also when the stored text was erased since, but not when it is another text', () => {
    const erased = { ...stored, summary: saltedHash(Buffer.from('salt'), '甲') } as Fact;
    expect(sameContent(erased, given)).toBe(true);
    expect(sameContent({ ...stored, summary: '乙' } as Fact, given)).toBe(false);
  });

  it.each([
    ['at', '2026-07-01T09:00:01+08:00'],
    ['recordedAt', '2026-07-01T09:00:01+08:00'],
    ['incident', 'I2'],
    ['level', '1'],
  ])('not when %s differs', (field, value) => {
    expect(sameContent(stored, { ...given, [field]: value } as Fact)).toBe(false);
  });
});
