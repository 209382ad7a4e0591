import { expect, it } from 'vitest';
import { scoreOf, usualScores } from './link-form.js';

it('a score is a number from 0 to the best one, that one included', () => {
  expect(['0', '100', '92.5', ' 88 '].map((typed) => scoreOf(typed, 100))).toEqual([0, 100, 92.5, 88]);
  expect(['', '100.5', '101', '-1', '9 8', 'gut', '1e2'].map((typed) => scoreOf(typed, 100))).toEqual(
    Array(7).fill(null),
  );
});

it('scores to press are offered where a form is marked out of a hundred', () => {
  expect(usualScores(100)).toEqual([100, 95, 90, 85, 80, 70, 60]);
  expect(usualScores(5)).toEqual([]);
});
