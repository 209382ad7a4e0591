import type { Outcome } from '@weibao/exchange';
import type { ActivityList, ClauseActivity } from '@weibao/messages';

/** What each clause does now: the outcome's records counted by clause, list and state, in the outcome's own order. */
export function clauseActivity(outcome: Outcome): ClauseActivity[] {
  const found = new Map<string, ClauseActivity>();
  const add = (list: ActivityList, clause: string, state: string): void => {
    const key = `${list} ${clause} ${state}`;
    const known = found.get(key);
    if (known) known.count += 1;
    else found.set(key, { clause, list, state, count: 1 });
  };
  for (const { clause, status } of outcome.clocks) add('clocks', clause, status);
  for (const { clause, status } of outcome.duties) add('duties', clause, status);
  for (const { clause, status } of outcome.metrics) add('metrics', clause, status);
  for (const { clause, reachedAt } of outcome.counters) add('counters', clause, reachedAt ? 'reached' : 'counting');
  for (const { clause, outcome: ruling } of outcome.scores) add('scores', clause, ruling);
  for (const { clause, status } of outcome.acceptances) add('acceptances', clause, status);
  for (const { clause, decision } of outcome.deductions) add('deductions', clause, decision);
  for (const { clause, status } of outcome.payments) add('payments', clause, status);
  for (const { clause, open } of outcome.payments.flatMap(({ gates }) => gates))
    add('gates', clause, open === null ? 'unknown' : open ? 'open' : 'closed');
  for (const { clause, exercisedAt, letGoAt } of outcome.rights)
    add('rights', clause, exercisedAt ? 'exercised' : letGoAt ? 'let-go' : 'arisen');
  for (const { clause, status } of outcome.notices) add('notices', clause, status);
  return [...found.values()];
}
