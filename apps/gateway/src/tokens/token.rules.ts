import { operations } from '@weibao/messages';

/** Actions of the gateway itself; every other action is an operation of a service. */
export const ownActions = [
  'facts.import',
  'facts.record',
  'facts.correct',
  'stream.read',
  'tokens.manage',
  'accounts.manage',
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

/** At its expiry a token has ended. */
export const tokenLives = (token: { expiresAtMs: number | null; revokedAtMs: number | null }, nowMs: number): boolean =>
  token.revokedAtMs === null && (token.expiresAtMs === null || nowMs < token.expiresAtMs);
