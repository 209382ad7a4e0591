import { randomInt } from 'node:crypto';

/** Letters and digits that are not mistaken for each other when typed from paper; 16 of 31 are 79 bits. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

export const newOneTimePassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')).join(
    '-',
  );
