import type { Finding } from '@weibao/contract-terms';
import { createHash } from 'node:crypto';

/** What a finding is known by again: its kind, its clause and what it says. Whoever accepted another sentence has not accepted this one. */
export const findingKey = ({ finding, clause, zh }: Pick<Finding, 'finding' | 'clause' | 'zh'>): string =>
  createHash('sha256').update([finding, clause, zh].join('\n'), 'utf8').digest('hex').slice(0, 24);

/** What bars a contract from being registered until somebody has taken it as it is: INFO is told and asks for nothing. */
export const asksForAnswer = ({ severity }: Pick<Finding, 'severity'>): boolean => severity !== 'INFO';
