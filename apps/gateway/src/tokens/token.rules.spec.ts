import { describe, expect, it } from 'vitest';
import { actionAllowed, beyondScope, contractAllowed, isActionPattern, tokenLives } from './token.rules.js';

describe('what a token may do', () => {
  const scope = { contracts: ['huangpu'], actions: ['incident.report', 'billing.*'] };
  it('is what it names, and nothing beside it', () => {
    expect(
      ['incident.report', 'incident.stage', 'billing.outcome.get', 'billings', 'facts.import'].map((a) =>
        actionAllowed(scope, a),
      ),
    ).toEqual([true, false, true, false, false]);
    expect(['huangpu', 'huangpu-2', '*'].map((c) => contractAllowed(scope, c))).toEqual([true, false, false]);
  });
  it('is everything only where it says so', () => {
    const all = { contracts: ['*'], actions: ['*'] };
    expect(actionAllowed(all, 'facts.import') && contractAllowed(all, 'any')).toBe(true);
  });
  it('can only be spelt as an action that exists', () => {
    expect(
      ['incident.report', 'incident.*', '*', 'stream.read', 'incident.repport', 'incidents.*', 'incident*', ''].map(
        isActionPattern,
      ),
    ).toEqual([true, true, true, true, false, false, false, false]);
  });
  it('ends at its expiry, and when it is revoked', () => {
    const token = { expiresAtMs: 1000, revokedAtMs: null };
    expect([999, 1000].map((now) => tokenLives(token, now))).toEqual([true, false]);
    expect(tokenLives({ expiresAtMs: 1000, revokedAtMs: 5 }, 6)).toBe(false);
  });
  it('cannot give away more than it has: no other contract, no other action, no later end', () => {
    const own = { contracts: ['huangpu'], actions: ['incident.report', 'billing.*'], endsAtMs: 1000 };
    const give = (contract: string, action: string, expiresAtMs: number) =>
      beyondScope(own, { contracts: [contract], actions: [action], expiresAtMs });
    expect(give('huangpu', 'incident.report', 1000)).toBeNull();
    expect(give('huangpu', 'billing.fact.*', 999)).toBeNull();
    expect(give('*', 'incident.report', 1000)).toBe('*');
    expect(give('jiahe-icu', 'incident.report', 1000)).toBe('jiahe-icu');
    expect(give('huangpu', 'incident.*', 1000)).toBe('incident.*');
    expect(give('huangpu', '*', 1000)).toBe('*');
    expect(give('huangpu', 'billing.*', 1001)).toBe('expiresAt');
  });
});
