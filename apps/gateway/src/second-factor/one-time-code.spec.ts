import { Secret } from 'otpauth';
import { expect, it } from 'vitest';
import { factorUri, newFactorSecret, newRecoveryCodes, recoveryHash, stepOfCode } from './one-time-code.js';

// RFC 6238, appendix B, SHA-1: the secret "12345678901234567890"; the eight digits of the tables cut to the last six.
const secret = Secret.fromLatin1('12345678901234567890').base32;
const atSecond = (seconds: number, code: string, last: number | null = null) =>
  stepOfCode(secret, code, seconds * 1000, last);

it.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
])('at second %d of the epoch the code of RFC 6238 is %s', (seconds, code) => {
  expect(atSecond(seconds, code)).toBe(Math.floor(seconds / 30));
});

it('a code is good for its half minute and the ones beside it, and no longer', () => {
  // 59 s lies in step 1, 30 … 59 s: from the start of step 0 to the end of step 2
  expect([0, 30, 59, 60, 89].map((second) => atSecond(second, '287082'))).toEqual([1, 1, 1, 1, 1]);
  expect(atSecond(90, '287082')).toBeNull();
});

it('a code is good once: the step used last and all before it are spent', () => {
  expect(atSecond(59, '287082', 0)).toBe(1);
  expect(atSecond(59, '287082', 1)).toBeNull();
  expect(atSecond(59, '287082', 2)).toBeNull();
});

it('what is no code is none', () => {
  for (const code of ['', '000000', '28708', '2870822', 'abcdef', "' or 1=1"])
    expect([code, atSecond(59, code)]).toEqual([code, null]);
});

it('the key can be typed and scanned', () => {
  const made = newFactorSecret();
  expect(made).toMatch(/^[A-Z2-7]{32}$/); // 20 bytes = 160 bits = 32 × 5 bits
  expect(factorUri(made, 'finance')).toMatch(new RegExp(`^otpauth://totp/Weibao:finance\\?.*secret=${made}`));
});

it('recovery codes are ten different ones, of which only a hash is kept, by account', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  expect(codes.every((code) => /^[a-z2-9]{4}-[a-z2-9]{4}$/.test(code))).toBe(true);
  expect(recoveryHash('a', 'abcd-2345')).toBe(recoveryHash('a', ' ABCD2345 '));
  expect(recoveryHash('a', 'abcd-2345')).not.toBe(recoveryHash('b', 'abcd-2345'));
});
