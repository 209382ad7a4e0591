import { roles } from '@weibao/messages';
import type { AnyRoute } from '../door/route.js';
import { isOfThePlatform } from './token.rules.js';

export interface TokenAction {
  action: string;
  roles: string[];
  routesZh: string[];
  routesEn: string[];
  ofThePlatform: boolean;
}

/** Everything that a token can be good for, from the routes themselves: a route that takes no token offers none. */
export function tokenActions(routes: readonly AnyRoute[]): TokenAction[] {
  const found = new Map<string, TokenAction>();
  for (const { action, who, trialRoles = [], sessionOnly, summaryZh, summaryEn } of routes) {
    if (action === undefined || sessionOnly || who === 'anyone') continue;
    const known = found.get(action) ?? {
      action,
      roles: [],
      routesZh: [],
      routesEn: [],
      ofThePlatform: isOfThePlatform(action),
    };
    const may = who === 'signed-in' ? roles : [...who, ...trialRoles];
    known.roles = roles.filter((role) => known.roles.includes(role) || may.includes(role));
    known.routesZh.push(summaryZh);
    known.routesEn.push(summaryEn);
    found.set(action, known);
  }
  return [...found.values()].sort((one, other) => (one.action < other.action ? -1 : 1));
}
