import type { ExportedFact, ExportHead } from '@weibao/exchange';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { chainHash } from './chain-check.js';
import { RecordCheck, type KeptHeads, type Verdict } from './record-check.js';

const salt = '00112233445566778899aabbccddeeff';
const note = (text: string) =>
  `sha256:${createHash('sha256').update(Buffer.from(salt, 'hex')).update(text).digest('hex')}`;

/** Five facts f-1 … f-5 of one service; the third carries a note. */
function chain(service: string): ExportedFact[] {
  let hash = '';
  return [1, 2, 3, 4, 5].map((position) => {
    const body = JSON.stringify({ id: `f-${position}`, ...(position === 3 ? { note: note('床位 3') } : {}) });
    hash = createHash('sha256').update(Buffer.from(hash, 'hex')).update(body).digest('hex');
    const texts: Record<string, string> = position === 3 ? { note: '床位 3' } : {};
    const salts: Record<string, string> = position === 3 ? { note: salt } : {};
    return { service, position, hash, body, texts, salts, erased: {}, withheld: [] };
  });
}

const headAt = (line: ExportedFact | undefined) => ({ position: line?.position ?? 0, hash: line?.hash ?? '' });

const whole = chain('incident');
const head: ExportHead = {
  format: 'weibao-export/1',
  contract: 'bayannur-emr',
  exportedAt: '2026-07-01T09:00:00+08:00',
  heads: { incident: headAt(whole[4]) },
  witnesses: {},
  statements: 0,
  versions: null,
};

function check(lines: readonly ExportedFact[], kept: KeptHeads = {}, of: ExportHead = head): Verdict {
  const record = new RecordCheck(of, kept);
  for (const line of lines) record.take(line);
  return record.end();
}

const line = (position: number): ExportedFact => structuredClone(whole[position - 1] as ExportedFact);
const bare = (position: number): ExportedFact => ({ ...line(position), texts: {}, salts: {} });
const edited = (position: number): ExportedFact => ({ ...bare(position), body: `{"id":"f-${position}","amount":"1"}` });
/** From a place on, the chain made anew, as somebody would who knows how it is made. */
function rechained(lines: readonly ExportedFact[]): ExportedFact[] {
  let hash = '';
  return lines.map((one, index) => {
    hash = chainHash(hash, one.body);
    return { ...one, position: index + 1, hash };
  });
}
const only = (kind: string, position: number, fact: string | null, more: object = {}) => [
  { service: 'incident', kind, position, fact, ...more },
];

it('follows sha256(previous ‖ body): the first of "a" is the hash of "a", as every sha256sum prints it', () => {
  expect(chainHash('', 'a')).toBe('ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb');
});

describe('a whole record', () => {
  it('has no fault, and says where each chain stands', () => {
    const verdict = check(whole);
    expect(verdict.faults).toEqual([]);
    expect(verdict.chains).toEqual([{ service: 'incident', position: 5, hash: whole[4]?.hash }]);
  });

  it('passes through the heads that were kept at any earlier position', () => {
    for (const position of [1, 3, 5]) expect(check(whole, { incident: headAt(line(position)) }).faults).toEqual([]);
  });
});

describe('the first bent fact is named', () => {
  it('when one was edited', () => {
    for (const position of [1, 3, 5])
      expect(check(whole.map((one) => (one.position === position ? edited(position) : one))).faults).toEqual(
        only('bent', position, `f-${position}`),
      );
  });

  it('when two were edited, the earlier', () => {
    expect(check([line(1), edited(2), line(3), edited(4), line(5)]).faults).toEqual(only('bent', 2, 'f-2'));
  });

  it('when one was deleted: the missing position', () => {
    expect(check([line(2), line(3), line(4), line(5)]).faults).toEqual(only('missing', 1, null));
    expect(check([line(1), line(2), line(4), line(5)]).faults).toEqual(only('missing', 3, null));
    // Next to the end nothing follows the gap but the last fact itself.
    expect(check([line(1), line(2), line(3), line(5)]).faults).toEqual(only('missing', 4, null));
  });

  it('when one was deleted and the rest renumbered: the first that no longer follows', () => {
    const renumbered = [line(1), { ...line(3), position: 2 }, { ...line(4), position: 3 }, { ...line(5), position: 4 }];
    expect(check(renumbered).faults).toEqual(only('bent', 2, 'f-3'));
  });

  it('when one was inserted, with a number of its own or with one that is taken', () => {
    const extra = (position: number): ExportedFact => ({ ...bare(3), position, body: '{"id":"f-x"}' });
    const taken = [line(1), line(2), extra(3), line(3), line(4), line(5)];
    expect(check(taken).faults).toEqual(only('inserted', 3, 'f-x'));
    const renumbered = [line(1), line(2), extra(3), ...[3, 4, 5].map((n) => ({ ...line(n), position: n + 1 }))];
    expect(check(renumbered).faults).toEqual(only('inserted', 3, 'f-x'));
  });

  it('when one was added behind the head', () => {
    const body = '{"id":"f-6"}';
    const added = { ...line(5), position: 6, body, hash: chainHash(line(5).hash, body), texts: {}, salts: {} };
    expect(check([...whole, added]).faults).toEqual(only('inserted', 6, null));
  });

  it('when two were swapped, neighbours or not, with or without their numbers', () => {
    expect(check([line(1), line(3), line(2), line(4), line(5)]).faults).toEqual(only('reordered', 3, 'f-3'));
    expect(check([line(1), line(3), line(4), line(5), line(2)]).faults).toEqual(only('reordered', 2, 'f-2'));
  });

  it('when the tail was cut: the first position that is not there', () => {
    expect(check([line(1), line(2), line(3)]).faults).toEqual(only('cut', 4, null));
    expect(check([]).faults).toEqual(only('cut', 1, null));
  });
});

describe('a record made anew from end to end', () => {
  const forged = rechained([line(1), edited(2), line(3), line(4), line(5)]);
  const forgedHead = { ...head, heads: { incident: headAt(forged[4]) } };

  it('holds in itself', () => {
    expect(check(forged, {}, forgedHead).faults).toEqual([]);
  });

  it('does not agree with the heads that the other party kept', () => {
    const kept = { incident: headAt(line(4)) };
    expect(check(forged, kept, forgedHead).faults).toEqual(only('rewritten', 4, 'f-4', { keptBy: 'heads' }));
    // Kept before the forged fact, a head says nothing against it.
    expect(check(forged, { incident: headAt(line(1)) }, forgedHead).faults).toEqual([]);
  });

  it('does not agree with what another service had copied', () => {
    const seen = { ...forgedHead, witnesses: { billing: { incident: headAt(line(3)) } } };
    expect(check(forged, {}, seen).faults).toEqual(only('rewritten', 3, 'f-3', { keptBy: 'billing' }));
  });

  it('does not agree with the first line of the file, where that was left as it was', () => {
    expect(check(forged).faults).toEqual(only('rewritten', 5, null, { keptBy: 'head' }));
  });
});

describe('a chain that was cut together with its head', () => {
  const shorter = { ...head, heads: { incident: headAt(line(3)) } };
  const dropped = { ...head, heads: {} };

  it('is found by the heads that the other party kept, and not without them', () => {
    expect(check(whole.slice(0, 3), {}, shorter).faults).toEqual([]);
    const kept = { incident: headAt(line(5)) };
    expect(check(whole.slice(0, 3), kept, shorter).faults).toEqual(only('cut', 4, null, { keptBy: 'heads' }));
    expect(check(whole.slice(0, 3), { incident: headAt(line(3)) }, shorter).faults).toEqual([]);
  });

  it('and so is a whole chain that is no longer there', () => {
    const kept = { incident: headAt(line(5)) };
    expect(check([], kept, dropped).faults).toEqual(only('cut', 1, null, { keptBy: 'heads' }));
    const seen = { ...dropped, witnesses: { billing: { incident: headAt(line(2)) } } };
    expect(check([], {}, seen).faults).toEqual(only('cut', 1, null, { keptBy: 'billing' }));
  });
});

describe('texts', () => {
  const withThird = (change: Partial<ExportedFact>) => [line(1), line(2), { ...line(3), ...change }, line(4), line(5)];

  it('that was changed is bent, and the chain holds', () => {
    expect(check(withThird({ texts: { note: '床位 4' } })).faults).toEqual(
      only('text-bent', 3, 'f-3', { field: 'note' }),
    );
    const otherSalt = { salts: { note: salt.replace('00', '01') } };
    expect(check(withThird(otherSalt)).faults).toEqual(only('text-bent', 3, 'f-3', { field: 'note' }));
  });

  it('that was erased with a reason is erased, not bent', () => {
    const erased = { note: { at: '2026-06-01T09:00:00+08:00', reason: '患者姓名' } };
    const verdict = check(withThird({ texts: {}, salts: {}, erased }));
    expect(verdict.faults).toEqual([]);
    expect(verdict.erased).toEqual([{ service: 'incident', position: 3, fact: 'f-3', field: 'note', ...erased.note }]);
  });

  it('that is gone without a word is missing, and one that is held back from a reader is counted', () => {
    const gone = check(withThird({ texts: {}, salts: {} }));
    expect(gone.faults).toEqual(only('text-missing', 3, 'f-3', { field: 'note' }));
    const withheld = check(withThird({ texts: {}, salts: {}, withheld: ['note'] }));
    expect([withheld.faults, withheld.withheld]).toEqual([[], 1]);
  });

  it('that nobody recorded is an insertion: it would stand over a field of the fact', () => {
    const faults = check([{ ...line(1), texts: { note: '补' } }, line(2), line(3), line(4), line(5)]).faults;
    expect(faults).toEqual(only('text-inserted', 1, 'f-1', { field: 'note' }));
    const overAmount = check([{ ...line(1), texts: { id: 'f-9' } }, line(2), line(3), line(4), line(5)]).faults;
    expect(overAmount).toEqual(only('text-inserted', 1, 'f-1', { field: 'id' }));
  });
});

it('the chains of several services are told apart, and a fault of one leaves the others standing', () => {
  const billing = chain('billing');
  const both = { ...head, heads: { incident: headAt(whole[4]), billing: headAt(billing[4]) } };
  const mixed = whole.flatMap((one, index) => [one, billing[index] as ExportedFact]);
  expect(check(mixed, {}, both).faults).toEqual([]);
  const verdict = check(
    mixed.filter((one) => one.service !== 'billing' || one.position !== 2),
    {},
    both,
  );
  expect(verdict.faults).toEqual([{ service: 'billing', kind: 'missing', position: 2, fact: null }]);
});
