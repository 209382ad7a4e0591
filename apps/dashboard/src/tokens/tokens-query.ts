import { queryOptions } from '@tanstack/react-query';
import type { Role } from '@weibao/messages';
import { ask } from '../http/http.js';

export interface Token {
  id: string;
  name: string;
  account: string;
  contracts: string[];
  actions: string[];
  createdBy: string;
  createdAt: string;
  expiresAt: string;
  revokedAt: string | null;
  lastUsedAt: string | null;
}

/** What a token can be made for, and whose accounts may do it. */
export interface TokenAction {
  action: string;
  roles: Role[];
  routesZh: string[];
  routesEn: string[];
  ofThePlatform: boolean;
}

/** Asked again every half minute: a token that is used is no event of the stream. */
export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: ({ signal }) => ask<{ tokens: Token[]; actions: TokenAction[] }>('/api/tokens', { signal }),
  refetchInterval: 30_000,
});

export type TokenState = 'live' | 'expired' | 'revoked';

/** At its expiry a token has ended, as at the door. */
export function stateOf({ revokedAt, expiresAt }: Pick<Token, 'revokedAt' | 'expiresAt'>, nowMs: number): TokenState {
  if (revokedAt !== null) return 'revoked';
  return Date.parse(expiresAt) <= nowMs ? 'expired' : 'live';
}
