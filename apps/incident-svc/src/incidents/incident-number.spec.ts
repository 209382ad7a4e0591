import { parseInstant } from '@weibao/exchange';
import { describe, expect, it } from 'vitest';
import { nextIncidentNumber } from './incident-number.js';

const at = (text: string): number => parseInstant(text) as number;

describe('the number of a new incident', () => {
  it('begins each year of a contract at 0001', () => {
    expect(nextIncidentNumber([], at('2026-07-01T09:00:00+08:00'))).toBe('F-2026-0001');
    expect(nextIncidentNumber(['F-2025-0417'], at('2026-07-01T09:00:00+08:00'))).toBe('F-2026-0001');
  });

  it('follows the highest given so far, gaps and foreign numbers notwithstanding', () => {
    const given = ['F-2026-0001', 'INC-77', 'F-2026-0009', 'F-2026-0004', 'F-2026-x'];
    expect(nextIncidentNumber(given, at('2026-07-01T09:00:00+08:00'))).toBe('F-2026-0010');
  });

  it('takes the year of the report in +08:00: the last second of 2026 there, and the first of 2027', () => {
    expect(nextIncidentNumber([], at('2026-12-31T15:59:59Z'))).toBe('F-2026-0001'); // 23:59:59 +08:00
    expect(nextIncidentNumber([], at('2026-12-31T16:00:00Z'))).toBe('F-2027-0001'); // 00:00:00 +08:00
  });

  it('grows a digit after 9999', () => {
    expect(nextIncidentNumber(['F-2026-9999'], at('2026-07-01T09:00:00+08:00'))).toBe('F-2026-10000');
    expect(nextIncidentNumber(['F-2026-9999', 'F-2026-10000'], at('2026-07-01T09:00:00+08:00'))).toBe('F-2026-10001');
  });
});
