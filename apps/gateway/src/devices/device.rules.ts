import type { Role } from '@weibao/messages';
import { randomInt } from 'node:crypto';

/** What a wall shows: by default states and reasons, no yuan and no vendor's name, since visitors read it; `internal` shows all. */
export const profiles = ['default', 'internal'] as const;
export type Profile = (typeof profiles)[number];

export const roleOfProfile: Record<Profile, Role> = { default: 'wall', internal: 'wall-internal' };

/** Without I, L, O, 0, 1 and U: it is read from a screen across a room and typed on another computer. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const LENGTH = 8;

/** `K7QF-3XPM`: 30⁸ ≈ 6.6 · 10¹¹ codes, each good for ten minutes. */
export function newPairingCode(): string {
  const letters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}`;
}

/** As it may be typed: small letters, with or without its hyphen. */
export const writtenCode = (typed: string): string => {
  const letters = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}`;
};

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
export const PAIRING_MS = 10 * MINUTE_MS;
/** A device that was not seen for so long must be paired again; each use puts it off. */
export const DEVICE_IDLE_MS = 30 * DAY_MS;
/** How long the browser keeps the cookie, set anew with each load of a page: browsers allow no longer. */
export const COOKIE_MS = 400 * DAY_MS;

/** New codes that one address may ask for, and wrong codes that one administrator may type, before waiting begins. */
export const FREE_PAIRINGS = 30;
export const FREE_CODES = 10;

export const deviceEndsAtMs = ({ usedAtMs }: { usedAtMs: number }): number => usedAtMs + DEVICE_IDLE_MS;
