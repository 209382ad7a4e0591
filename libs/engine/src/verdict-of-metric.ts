import type { MetricRecord } from '@weibao/exchange';

/** What a metric lacks that has a value and no threshold to hold it against (J-4): a person judges it. */
export const NO_THRESHOLD: string[] = ['threshold'];

export const judged = (met: boolean | null): MetricRecord['status'] =>
  met === null ? 'undetermined' : met ? 'met' : 'missed';
