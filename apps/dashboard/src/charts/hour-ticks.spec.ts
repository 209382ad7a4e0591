import { expect, it } from 'vitest';
import { hourTicks } from './hour-ticks.js';

const inHours = (longestHours: number) => hourTicks(longestHours * 3600).map((seconds) => seconds / 3600);

it('an axis of downtime has its places at whole hours, few enough to be read, and the last one is not below the longest bar', () => {
  // 99.5 % of 365 days leaves 43.8 hours: every 12 hours makes four places.
  expect(inHours(43.8)).toEqual([0, 12, 24, 36, 48]);
  expect(inHours(0.5)).toEqual([0, 1]);
  // Five steps of one hour are enough for five hours, not for a second more.
  expect(inHours(5)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(inHours(5 + 1 / 3600)).toEqual([0, 2, 4, 6]);
  expect(inHours(0)).toEqual([0]);
});
