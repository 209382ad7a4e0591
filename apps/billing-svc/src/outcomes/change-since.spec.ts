import type { Terms } from '@weibao/contract-terms';
import { parseInstant, type Fact, type FactOf } from '@weibao/exchange';
import type { Heads } from '@weibao/messages';
import { describe, expect, it } from 'vitest';
import { readTermsFiles } from '../terms/terms-files.js';
import { changeSince, changeSinceMark } from './change-since.js';
import { listDigests, withoutGrowth } from './outcome-changes.js';
import { settled, type Settled } from './outcome.service.js';

const terms = readTermsFiles().shipped('bayannur-emr') as Terms;
const system = '一体化电子病历系统';

/** As stored: known when it happened, stored a second later. */
function stored(fact: Record<string, unknown> & { at: string }): Fact {
  return { recordedAt: fact.at, storedAt: fact.at.replace(':00+', ':01+'), ...fact } as unknown as Fact;
}
const registered = stored({
  type: 'contract.registered',
  at: '2026-01-01T00:00:00+08:00',
  parameters: { signedOn: '2026-01-01', coreSystems: [system] },
}) as FactOf<'contract.registered'>;
const reported = stored({
  id: 'f1',
  type: 'incident.reported',
  at: '2026-06-01T10:00:00+08:00',
  incident: 'I1',
  level: '1',
  system,
});
const responded = stored({ id: 'f2', type: 'incident.responded', at: '2026-06-01T10:05:00+08:00', incident: 'I1' });
const outage = stored({ id: 'f3', type: 'outage.started', at: '2026-06-01T10:00:00+08:00', outage: 'O1', system });

function at(time: string, ...facts: Fact[]): Settled {
  const heads: Heads = { billing: 1, ...(facts.length ? { incident: facts.length } : {}) };
  const record = { contract: 'c', registered, terms, facts: [registered, ...facts], heads, trial: false };
  return settled(record, parseInstant(`2026-06-01T${time}+08:00`) as number);
}

describe('what changed between two outcomes of a contract', () => {
  it('is what a new fact changed, since it was stored', () => {
    const change = changeSince(at('10:04:00', reported), at('10:06:00', reported, responded));
    expect(change.lists).toContain('clocks');
    expect(change.lines.get('clocks')).toContain('BY-4.1-L1-RESP I1');
    // the restoration, due at 10:30, is the same as before
    expect(change.lines.get('clocks')).not.toContain('BY-4.1-L1-REST I1');
    expect(change.sinceMs).toBe(parseInstant('2026-06-01T10:05:01+08:00'));
  });

  it('is what a moment changed, since that moment, and not a millisecond before', () => {
    // level 1 answers in less than ten minutes: at 10:10:00 sharp it is overdue
    const before = at('10:04:00', reported);
    expect(changeSince(before, at('10:09:59.999', reported)).lists).toEqual([]);
    const change = changeSince(before, at('10:10:00', reported));
    expect(change.lines.get('clocks')).toEqual(['BY-4.1-L1-RESP I1']);
    expect(change.sinceMs).toBe(parseInstant('2026-06-01T10:10:00+08:00'));
  });

  it('is nothing while lateness and used time merely grow', () => {
    const before = at('10:40:00', reported, outage);
    const after = at('10:50:00', reported, outage);
    expect(after.outcome.clocks).not.toEqual(before.outcome.clocks);
    expect(changeSince(before, after).lists).toEqual([]);
  });

  it('leaves out what grew meanwhile when a fact changes something else', () => {
    const before = at('10:40:00', reported, outage);
    const change = changeSince(before, at('10:50:00', reported, outage, responded));
    expect(change.lines.get('clocks')).toEqual(['BY-4.1-L1-RESP I1']);
  });

  it('is both where a moment came and a fact arrived, since the later of them', () => {
    const restored = stored({ id: 'f4', type: 'incident.restored', at: '2026-06-01T10:20:00+08:00', incident: 'I1' });
    const change = changeSince(at('10:04:00', reported), at('10:25:00', reported, restored));
    expect(change.lines.get('clocks')).toEqual(expect.arrayContaining(['BY-4.1-L1-RESP I1', 'BY-4.1-L1-REST I1']));
    expect(change.sinceMs).toBe(parseInstant('2026-06-01T10:20:01+08:00'));
  });
});

describe('what changed over a restart', () => {
  const mark = ({ outcome, record }: Settled) => ({
    heads: record.heads,
    changesAtMs: outcome.changesAt === null ? null : parseInstant(outcome.changesAt),
    digests: listDigests(withoutGrowth(outcome)),
  });

  it('is nothing where nothing happened, though lateness grew', () => {
    expect(changeSinceMark(mark(at('10:40:00', reported)), at('10:50:00', reported)).lists).toEqual([]);
  });

  it('is the lists that a fact or a moment changed meanwhile, since then', () => {
    const byFact = changeSinceMark(mark(at('10:04:00', reported)), at('10:06:00', reported, responded));
    expect(byFact.lists).toContain('clocks');
    expect(byFact.sinceMs).toBe(parseInstant('2026-06-01T10:05:01+08:00'));
    const byTime = changeSinceMark(mark(at('10:04:00', reported)), at('10:15:00', reported));
    expect(byTime.lists).toContain('clocks');
    expect(byTime.sinceMs).toBe(parseInstant('2026-06-01T10:10:00+08:00'));
  });

  it('is every list that holds a line where no outcome was made known before', () => {
    const first = at('10:04:00', reported);
    const { lists } = changeSinceMark(null, first);
    expect(lists).toEqual(lists.filter((list) => first.outcome[list].length > 0));
    expect(lists).toEqual(expect.arrayContaining(['clocks', 'payments']));
  });
});
