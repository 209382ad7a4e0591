import type { OutcomeList } from './outcome.js';

/** The lists of an outcome, in the order in which it shows them (docs/exchange.md). */
export const outcomeLists = [
  'clocks',
  'grades',
  'duties',
  'metrics',
  'counters',
  'scores',
  'lint',
  'acceptances',
  'deductions',
  'caps',
  'payments',
  'rights',
  'notices',
] as const satisfies readonly OutcomeList[];

export const isOutcomeList = (name: string): name is OutcomeList => (outcomeLists as readonly string[]).includes(name);
