import type { Stage } from '@weibao/exchange';
import type { Role } from '@weibao/messages';

/** One key for each stage that a desk records often; the key stands on the button. */
const stageKeys: readonly { key: string; stage: Stage }[] = [
  { key: '1', stage: 'responded' },
  { key: '2', stage: 'arrived' },
  { key: '3', stage: 'restored' },
  { key: '4', stage: 'resolved' },
  { key: '5', stage: 'feedback-given' },
  { key: '6', stage: 'remote-started' },
  { key: '9', stage: 'closed' },
];

/** A reporter says that it works again where the fault was, and nothing else. */
const reporterKeys: typeof stageKeys = [{ key: '1', stage: 'confirmed' }];

export const stageKeysOf = (role: Role) => (role === 'reporter' ? reporterKeys : stageKeys);

export const stageOfKey = (role: Role, key: string): Stage | undefined =>
  stageKeysOf(role).find((entry) => entry.key === key)?.stage;
