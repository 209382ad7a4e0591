import type { AcceptanceRecord, Fact, FactType, GateRecord, PaymentRecord } from '@weibao/exchange';
import type { RecordedFact } from '@weibao/messages';
import { dateOf, instantMs } from '../time/moments.js';

export type ProgressStep = 'milestone' | 'applied' | 'accepted' | 'assessed' | 'invoice' | 'due' | 'paid';
/** One mark of the strip: what it is, how far, on or by which date (`YYYY-MM-DD`). */
export interface Progress {
  step: ProgressStep;
  state: 'done' | 'now' | 'later' | 'failed';
  on: string | null;
  by: string | null;
}

/** The types of fact that the strip is made of. */
export const progressTypes = [
  'acceptance.applied',
  'acceptance.held',
  'acceptance.reapplied',
  'acceptance.reheld',
  'invoice.received',
  'payment.application-filed',
  'payment.made',
  'document.filed',
  'document.confirmed',
  'deduction.decided',
] as const satisfies readonly FactType[];

/** The service year whose acceptance a payment waits for; null where it waits for none. */
export function acceptanceYear(gates: readonly GateRecord[]): number | null {
  return gates.find((gate) => gate.year !== undefined)?.year ?? null;
}

/** From the milestone to the payment, as far as the contract asks for it. The first that is not done is where one stands now. */
export function progressOf(
  payment: PaymentRecord,
  acceptances: readonly AcceptanceRecord[],
  records: readonly RecordedFact[],
): Progress[] {
  const gate = (name: string) => payment.gates.find((candidate) => candidate.gate === name);
  const year = acceptanceYear(payment.gates);
  const acceptance = acceptances.find((candidate) => candidate.year === year);
  const day = (type: FactType, about: (fact: Fact & Record<string, unknown>) => boolean): string | null => {
    const found = records.find(
      (record) => record.type === type && about(record.fact as Fact & Record<string, unknown>),
    );
    return found ? dateOf(instantMs(found.at)) : null;
  };
  const ofYear = (fact: Record<string, unknown>) => fact['year'] === year;
  const ofPayment = (fact: Record<string, unknown>) => fact['payment'] === payment.payment;

  const steps: { step: ProgressStep; done: boolean; failed?: boolean; on?: string | null; by?: string | null }[] = [
    { step: 'milestone', done: payment.status !== 'not-yet' },
  ];
  if (acceptance) {
    const { status } = acceptance;
    const failed = status === 'failed' || status === 'refailed';
    steps.push({
      step: 'applied',
      done: status !== 'not-due' && status !== 'due',
      on: day('acceptance.applied', ofYear),
      by: acceptance.applyBy,
    });
    steps.push({
      step: 'accepted',
      done: status === 'passed' || status === 'repassed',
      failed,
      on: day('acceptance.reheld', ofYear) ?? day('acceptance.held', ofYear),
      by: acceptance.holdBy,
    });
  }
  const assessment = gate('assessment');
  if (assessment) steps.push({ step: 'assessed', done: assessment.open === true });
  const invoice = gate('invoice');
  if (invoice) steps.push({ step: 'invoice', done: invoice.open === true, on: day('invoice.received', ofPayment) });
  const paid = payment.status === 'paid';
  steps.push({ step: 'due', done: paid, by: payment.dueOn });
  steps.push({ step: 'paid', done: paid, on: day('payment.made', ofPayment) });

  const current = steps.findIndex(({ done }) => !done);
  return steps.map(({ step, done, failed = false, on = null, by = null }, place) => ({
    step,
    state: done ? 'done' : failed ? 'failed' : place === current ? 'now' : 'later',
    on: done || failed ? on : null,
    by: done && step !== 'due' ? null : by,
  }));
}
