import type { AcceptanceRecord } from '@weibao/exchange';
import type { RecordedFact } from '@weibao/messages';

/** The steps of an acceptance in their order, by the fact that records each. */
export const acceptanceSteps = [
  'acceptance.applied',
  'acceptance.held',
  'acceptance.notified',
  'acceptance.reapplied',
  'acceptance.reheld',
] as const;
export type AcceptanceStep = (typeof acceptanceSteps)[number];

/** A step with the record of it, the latest where there are several; null: not taken. */
export interface Step {
  step: AcceptanceStep;
  record: RecordedFact | null;
  passed: boolean | null; // what was ruled; null where nothing is
}

/** How one year's acceptance went. The three steps after a failed one are left out while none failed. `records`: newest first, none withdrawn. */
export function stepsOf({ year, status }: AcceptanceRecord, records: readonly RecordedFact[]): Step[] {
  const hasFailed = status === 'failed' || status === 'repassed' || status === 'refailed';
  return acceptanceSteps
    .filter((step) => hasFailed || step === 'acceptance.applied' || step === 'acceptance.held')
    .map((step) => {
      const said = (record: RecordedFact) => record.fact as unknown as Record<string, unknown>;
      const record = records.find((one) => one.type === step && said(one)['year'] === year) ?? null;
      const passed = record ? said(record)['passed'] : undefined;
      return { step, record, passed: typeof passed === 'boolean' ? passed : null };
    });
}

/** What can be recorded next. A second ruling follows a second application. */
export function nextSteps({ status }: AcceptanceRecord, steps: readonly Step[]): AcceptanceStep[] {
  const taken = (step: AcceptanceStep) => steps.some((one) => one.step === step && one.record !== null);
  switch (status) {
    case 'due':
      return ['acceptance.applied'];
    case 'applied':
      return ['acceptance.held'];
    case 'failed':
      if (taken('acceptance.reapplied')) return ['acceptance.reheld'];
      return taken('acceptance.notified') ? ['acceptance.reapplied'] : ['acceptance.notified', 'acceptance.reapplied'];
    default:
      return [];
  }
}
