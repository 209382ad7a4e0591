import { createHash } from 'node:crypto';
import type { PaperKind } from '@weibao/messages';

/** Crockford's digits: no I, L, O or U, which people misread or spell words with. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_DIGITS = 10;

/**
 * The code on a paper, such as `7K2QM-X4D9T`: fifty bits of a hash of what the paper is. It is worked out, not handed out: a paper printed twice has
 * the same code, and nothing has to be stored for it to be found.
 */
export function paperCode(contract: string, kind: PaperKind, subject: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([contract, kind, subject]))
    .digest();
  let bits = hash.readBigUInt64BE(0) >> 14n;
  let digits = '';
  for (let count = 0; count < CODE_DIGITS; count += 1) {
    digits = `${DIGITS[Number(bits & 31n)]}${digits}`;
    bits >>= 5n;
  }
  return `${digits.slice(0, 5)}-${digits.slice(5)}`;
}

/** As it was typed: small letters, spaces, O for 0. Null when it can be no code. */
export function typedCode(text: string): string | null {
  const digits = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  if (digits.length !== CODE_DIGITS || [...digits].some((digit) => !DIGITS.includes(digit))) return null;
  return `${digits.slice(0, 5)}-${digits.slice(5)}`;
}
