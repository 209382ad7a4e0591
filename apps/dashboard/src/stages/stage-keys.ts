import type { Stage } from '@weibao/exchange';

/** One key for each stage that a desk records often; the key stands on the button. */
export const stageKeys: readonly { key: string; stage: Stage }[] = [
  { key: '1', stage: 'responded' },
  { key: '2', stage: 'arrived' },
  { key: '3', stage: 'restored' },
  { key: '4', stage: 'resolved' },
  { key: '5', stage: 'feedback-given' },
  { key: '6', stage: 'remote-started' },
  { key: '9', stage: 'closed' },
];

export const stageOfKey = (key: string): Stage | undefined => stageKeys.find((entry) => entry.key === key)?.stage;
