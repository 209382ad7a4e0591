import { expect, it } from 'vitest';
import { newOneTimePassword } from './one-time-password.js';
import { passwordEndsAtMs, passwordFaults } from './password.rules.js';

const faults = (password: string, account = 'finance', leastLength = 12) =>
  passwordFaults(password, { account, leastLength }).map(({ en }) => en.split(',')[0]);

it('a password is long enough at the limit and not one sign before it, counted as people count signs', () => {
  expect(faults('kfzmwtqrhcn')).toEqual(['at least 12 characters']); // eleven
  expect(faults('kfzmwtqrhcnv')).toEqual([]); // twelve
  expect(faults('值夜班先看大屏再泡茶吧')).toEqual(['at least 12 characters']); // eleven characters, 33 bytes
  expect(faults('值夜班先看大屏再去泡茶吧')).toEqual([]);
  expect(faults('kfzmwtqrhcnv', 'finance', 14)).toEqual(['at least 12 characters'.replace('12', '14')]);
});

it('it does not contain the account name, in whatever case', () => {
  expect(faults('My-FINANCE-window')).toEqual(['must not contain the account name']);
});

it('common words and runs of neighbouring keys do not count, however they are put together', () => {
  for (const guessed of [
    'password2026!',
    'Admin@12345678',
    'qwertyuiop123',
    '123456789012',
    'abcdefghijkl',
    'Weibao-hospital-1',
  ])
    expect([guessed, faults(guessed).at(-1)]).toEqual([guessed, 'is a common password']);
  expect(faults('a password of three rivers')).toEqual([]);
});

it('all faults are named at once', () => {
  expect(faults('aaaaaa', 'aaa')).toEqual([
    'at least 12 characters',
    'must not contain the account name',
    'needs 5 different characters at least',
  ]);
});

it('a one-time password passes what is asked of chosen ones', () => {
  for (let i = 0; i < 50; i += 1) expect(faults(newOneTimePassword(), 'finance')).toEqual([]);
});

it('等保 8.1.4.1 a): a password grows old after the days that the house says, to the millisecond; without such a rule, and on a wall, never', () => {
  const setAtMs = Date.parse('2026-04-01T09:00:00+08:00');
  // Ninety days from 1 April, 09:00: 30 + 31 + 29 days later, 30 June, 09:00.
  expect(passwordEndsAtMs(setAtMs, 90, 'finance')).toBe(Date.parse('2026-06-30T09:00:00+08:00'));
  expect(passwordEndsAtMs(setAtMs, 0, 'finance')).toBeNull();
  expect(passwordEndsAtMs(setAtMs, 90, 'wall')).toBeNull();
  expect(passwordEndsAtMs(null, 90, 'finance')).toBeNull();
});
