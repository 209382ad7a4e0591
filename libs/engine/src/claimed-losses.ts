import { dayOf } from '@weibao/calendar';
import { makeDeduction, step, type Deduction } from './deduction.js';
import { readingsIn } from './marks.js';
import { formatYuan, least, sum, yuan, ZERO, type Money } from './money.js';
import { penaltiesInForce } from './penalties-in-force.js';
import type { State } from './state.js';

/** loss.claimed: the loss itself, or only what the contract's damages do not cover (BY-8-CONCUR). */
export function claims(state: State, lines: readonly Deduction[]): Deduction[] {
  const damages = sum(lines.filter((line) => line.payer === 'vendor').map((line) => line.payable ?? ZERO));
  const left = new Map<string, Money>(); // by clause, of the damages: what no claim has used yet
  const readings = readingsIn(lines.filter((line) => line.payer === 'vendor'));
  return state.byVersion((own) => claimsBy(own, damages, left, readings));
}

function claimsBy(
  state: State,
  damages: Money,
  left: Map<string, Money>,
  damageReadings: readonly string[],
): Deduction[] {
  return penaltiesInForce(state.book).flatMap((rule) => {
    if (rule.kind !== 'claimed') return [];
    return state.book.history
      .of('loss.claimed')
      .filter(
        (fact) =>
          state.book.measures(dayOf(fact.atMs)) &&
          (fact.clause === rule.clause || (rule.excess && fact.clause === rule.condition)),
      )
      .map((fact) => {
        const loss = fact.amount === undefined ? null : yuan(fact.amount);
        const covered = left.get(rule.clause) ?? damages;
        const used = loss === null || !rule.excess ? ZERO : least(covered, loss);
        left.set(rule.clause, covered.minus(used));
        const cause = state.incidents.find((incident) => incident.members.includes(fact.subject ?? ''))?.cause ?? null;
        const exempt = cause !== null && rule.exempt?.causes.includes(cause) ? rule.exempt : null;
        const value = exempt ? ZERO : loss === null ? null : loss.minus(used);
        return makeDeduction(state, {
          rule,
          subject: fact.subject === undefined ? state.book.history.nameOf(fact) : state.standsFor(fact.subject),
          breach: 'loss',
          payer: rule.payer,
          computed: value,
          eventMs: fact.atMs,
          onDay: dayOf(fact.atMs),
          steps: [
            step('loss', { claimed: fact.amount ?? null }, fact.amount ?? null, rule.clause),
            ...(rule.excess
              ? [
                  step(
                    'covered',
                    { damages: formatYuan(used) },
                    value === null ? null : formatYuan(value),
                    rule.condition ?? rule.clause,
                  ),
                ]
              : []),
            ...(exempt ? [step('exempt', { cause }, formatYuan(ZERO), exempt.clause)] : []),
          ],
          missing: value === null ? ['loss.claimed.amount'] : [],
          readings: used.gt(0) ? damageReadings : [],
          unconfirmed: fact.unconfirmed,
        });
      });
  });
}
