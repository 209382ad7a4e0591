import type { Answer } from './gateway.fixture.js';
import { own, type Operation } from './isolation.fixture.js';

export const codeOf = ({ body }: Answer): string => body?.error?.code ?? 'none';

/** An account that may call the operation. */
export function accountFor({ who }: Operation): string {
  if (who === 'signed-in' || who === 'anyone') return 'head';
  const administrators = {
    'system-administrator': 'admin',
    'security-administrator': 'security',
    'audit-administrator': 'audit',
  };
  const accounts = { 'it-head': 'head', ...administrators, vendor: `vendor-${own}` };
  const [, account] = Object.entries(accounts).find(([role]) => who.includes(role)) ?? [];
  if (!account) throw new Error(`nobody here may call what ${String(who)} may`);
  return account;
}

/** Random numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const oddities: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  0.1,
  2 ** 53 + 1,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e倒',
  '2026-02-30',
  '2026-07-01T25:00:00+08:00',
  '9999-12-31T23:59:59+08:00',
  "'; --",
  '<img src=x onerror=alert(1)>',
  '../../etc/passwd',
  'x'.repeat(5000),
  [],
  {},
];

/** A JSON value made of the names that a command knows, odd values, and lists and objects of both, four deep at most. */
export function randomJson(random: () => number, names: readonly string[], depth = 0): unknown {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const many = Math.floor(random() * 5);
  const inner = () => randomJson(random, names, depth + 1);
  const kind = depth === 0 ? 0.9 * random() + 0.1 : random();
  if (depth >= 4 || kind < 0.5) return depth === 0 && random() < 0.8 ? objectOf() : pick(oddities);
  return kind < 0.6 ? Array.from({ length: many }, inner) : objectOf();

  function objectOf(): Record<string, unknown> {
    const keys = Array.from({ length: many + 1 }, () =>
      random() < 0.85 && names.length > 0 ? pick(names) : 'surprise',
    );
    return Object.fromEntries(keys.map((key) => [key, inner()]));
  }
}

/** What would be right, but for one odd value: for each name what no database keeps as it is, what is too much, and another kind. */
export function withOneOdd(whole: Record<string, unknown>): Record<string, unknown>[] {
  const odd: readonly unknown[] = ['\u0000', 'half \ud800', 1e308, [null]];
  return Object.keys(whole).flatMap((name) => odd.map((value) => ({ ...whole, [name]: value })));
}
