import { createHash, randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const PERIOD_SECONDS = 30;
/** A telephone that is half a minute off is still understood. */
const STEPS_AROUND = 1;
const RECOVERY_CODES = 10;
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

const generatorOf = (secret: string, account: string): TOTP =>
  new TOTP({ issuer: 'Weibao', label: account, period: PERIOD_SECONDS, secret: Secret.fromBase32(secret) });

/** 160 random bits, as RFC 4226 recommends, in Base32: the text key that is typed where no camera is. */
export const newFactorSecret = (): string => new Secret({ size: 20 }).base32;

/** What the QR code holds. */
export const factorUri = (secret: string, account: string): string => generatorOf(secret, account).toString();

/** The step whose code this is, at a given moment; null when it is none, or not later than the step used last. */
export function stepOfCode(secret: string, code: string, nowMs: number, lastStep: number | null): number | null {
  const window = STEPS_AROUND;
  const delta = generatorOf(secret, '').validate({ token: code, timestamp: nowMs, window });
  if (delta === null) return null;
  const step = Math.floor(nowMs / 1000 / PERIOD_SECONDS) + delta;
  return lastStep !== null && step <= lastStep ? null : step;
}

/** Ten codes for the day on which the telephone is lost; 8 of 31 letters are 39 bits, and guessing is slowed at the door. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: RECOVERY_CODES }, () =>
    [0, 4].map(() => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')).join('-'),
  );

/** As typed, with or without the hyphen. With the account in it, equal codes of two people are not equal here. */
export const recoveryHash = (account: string, code: string): string =>
  createHash('sha256')
    .update(`${account}\n${code.toLowerCase().replace(/[\s-]/g, '')}`)
    .digest('hex');
