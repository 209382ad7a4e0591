import { parseInstant } from '@weibao/exchange';
import { expect, it } from 'vitest';
import { shiftEndMs } from './shift.js';

const ms = (text: string) => parseInstant(`${text}+08:00`) as number;

it.each([
  ['2026-11-20T19:50:00', '2026-11-21T08:00:00'], // ten minutes early: the night is handed over
  ['2026-11-20T20:05:00', '2026-11-21T08:00:00'],
  ['2026-11-20T08:00:00', '2026-11-20T20:00:00'],
  ['2026-11-20T17:59:59', '2026-11-20T20:00:00'], // more than two hours are left
  ['2026-11-20T18:00:00', '2026-11-21T08:00:00'], // two hours are not more than two
  ['2026-12-31T18:00:01', '2027-01-01T08:00:00'],
  ['2026-11-21T00:10:00', '2026-11-21T08:00:00'], // ten past midnight in China is the day before in UTC
  ['2026-11-21T06:00:00', '2026-11-21T20:00:00'],
])('who hands over at %s hands over a shift until %s', (now, until) => {
  expect(shiftEndMs(ms(now))).toBe(ms(until));
});
