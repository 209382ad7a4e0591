import type { ClockRecord, Outcome } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { nothingYet } from './outcome-changes.js';
import { bytesOf, fitsMessage, isTooLarge, listSizes, onlyLists, pageOf, type OutcomeShare } from './outcome-share.js';

const KB = 1024;
const clock = (subject: string): ClockRecord => ({
  subject,
  clause: 'BY-4.1-L1-RESP',
  dueAt: '2026-11-20T10:10:00+08:00',
  metAt: null,
  status: 'running',
  lateSeconds: 0,
  firm: true,
});
const outcome = (clocks: number): Outcome => ({
  asOf: '2026-11-20T10:00:00+08:00',
  changesAt: null,
  versions: { terms: '1', calendar: '1', engine: '1' },
  ...nothingYet,
  clocks: Array.from({ length: clocks }, (_, index) => clock(`I${index}`)),
});

describe('a share of an outcome', () => {
  it('keeps the lists asked for in the order of the outcome, and its head always', () => {
    expect(Object.keys(onlyLists(outcome(1), ['payments', 'clocks']))).toEqual([
      'asOf',
      'changesAt',
      'versions',
      'clocks',
      'payments',
    ]);
    expect(Object.keys(onlyLists(outcome(1), []))).toEqual(['asOf', 'changesAt', 'versions']);
    expect(onlyLists(outcome(1), undefined)).toEqual(outcome(1));
  });

  it('says how large each list is, and which one no message holds', () => {
    // A clock is about 150 bytes: 3,000 of them are about 450 KB, more than 252 KB
    const large = outcome(3000);
    expect(fitsMessage(large)).toBe(false);
    expect(fitsMessage(outcome(100))).toBe(true);
    expect(listSizes(large)).toEqual([{ list: 'clocks', lines: 3000, bytes: bytesOf(large.clocks) }]);
    expect(listSizes(large).map(isTooLarge)).toEqual([true]);
    expect(listSizes(outcome(100)).map(isTooLarge)).toEqual([false]);
  });
});

describe('a page of one list', () => {
  it('holds as much as a message does, and names the next: together they are the list', () => {
    const large = outcome(3000);
    const pages: OutcomeShare[] = [];
    for (let after: number | null | undefined = 0; typeof after === 'number'; after = pages.at(-1)?.next)
      pages.push(pageOf(large, 'clocks', after));
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.every(fitsMessage)).toBe(true);
    expect(pages.slice(0, -1).every((page) => bytesOf(page) > 250 * KB)).toBe(true);
    expect(pages.flatMap((page) => page.clocks ?? [])).toEqual(large.clocks);
    expect(pages.at(-1)?.next).toBeNull();
  });

  it('past the end is empty and the last', () => {
    expect(pageOf(outcome(3), 'clocks', 3)).toMatchObject({ clocks: [], next: null });
    expect(pageOf(outcome(3), 'clocks', 2)).toMatchObject({ clocks: [{ subject: 'I2' }], next: null });
  });
});
