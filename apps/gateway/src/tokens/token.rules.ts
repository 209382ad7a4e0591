import { operations } from '@weibao/messages';

/** Actions of the gateway itself; every other action is an operation of a service. */
export const ownActions = [
  'facts.import',
  'facts.record',
  'facts.record-backup',
  'facts.correct',
  'evidence.check',
  'stream.read',
  'tokens.manage',
  'accounts.read',
  'directory.read',
  'directory.manage',
  'session.read',
] as const;
export type OwnAction = (typeof ownActions)[number];

const known: readonly string[] = [...Object.keys(operations), ...ownActions];

/** `*`, an action, or the beginning of some: `incident.*`. */
export function isActionPattern(text: string): boolean {
  if (text === '*') return true;
  if (text.endsWith('.*')) return known.some((action) => action.startsWith(text.slice(0, -1)));
  return known.includes(text);
}

export interface TokenScope {
  contracts: readonly string[];
  actions: readonly string[];
}

export function actionAllowed(scope: TokenScope, action: string): boolean {
  return scope.actions.some(
    (pattern) =>
      pattern === '*' || pattern === action || (pattern.endsWith('.*') && action.startsWith(pattern.slice(0, -1))),
  );
}

export const contractAllowed = (scope: TokenScope, contract: string): boolean =>
  scope.contracts.includes('*') || scope.contracts.includes(contract);

/** Accounts, tokens and the check of all files are of no contract: a token of some contracts is not good for them, or it could give itself the rest. */
export const isOfThePlatform = (action: string): boolean => /^((accounts|tokens)\.|evidence\.check$)/.test(action);

/** A token ends, and is made anew by somebody who still knows what it is for. */
export const LONGEST_TOKEN_DAYS = 366;

/** What a token of this scope and end would give away that it does not have; null when it has it all. */
export function beyondScope(
  own: TokenScope & { endsAtMs: number },
  wanted: TokenScope & { expiresAtMs: number },
): string | null {
  const contract = wanted.contracts.find((id) => !contractAllowed(own, id));
  // A pattern lies within another one as an action does: `*` only within `*`.
  const beyond = contract ?? wanted.actions.find((pattern) => !actionAllowed(own, pattern));
  if (beyond !== undefined) return beyond;
  return wanted.expiresAtMs > own.endsAtMs ? 'expiresAt' : null;
}

/** At its expiry a token has ended. */
export const tokenLives = (token: { expiresAtMs: number; revokedAtMs: number | null }, nowMs: number): boolean =>
  token.revokedAtMs === null && nowMs < token.expiresAtMs;
