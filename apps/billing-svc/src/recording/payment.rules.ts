import type { Fact, PaymentRecord } from '@weibao/exchange';
import { twiceFault, type CommandFault, type Examined } from '@weibao/service-kit';
import { hasReason, reasonNeeded, sameAmount, type BillingRecording, type FactOfType } from './billing-recording.js';

type PaymentFact = FactOfType<'invoice.received' | 'payment.application-filed' | 'payment.made'>;

/** An invoice, an application or a payment belongs to a payment that the contract has. */
export function examinePayment(recording: BillingRecording, fact: PaymentFact): Examined {
  const payment = recording.outcome.payments.find((known) => known.payment === fact.payment);
  if (!payment) return { faults: [noSuchPayment(recording, fact.payment)] };
  return fact.type === 'payment.made' ? examineMade(recording, fact, payment) : { faults: [] };
}

/**
 * Money that left is a fact, gate or no gate; but paying what is held, or another amount than the net, is done with a reason. Part payments follow one
 * another; of two made on the same state of the payment one is stored, and the other one is judged on what then stands.
 */
function examineMade(recording: BillingRecording, fact: FactOfType<'payment.made'>, payment: PaymentRecord): Examined {
  const before = recording.standing.filter((known) => known.type === 'payment.made' && known.payment === fact.payment);
  const last: Fact | undefined = before.at(-1);
  const faults: CommandFault[] = [];
  if (payment.status === 'paid' && last) faults.push(twiceFault(fact, last, 'BILLING.PAID_TWICE'));
  else if (!hasReason(fact)) faults.push(...reasonFaults(fact, payment));
  return { faults, onceKey: [fact.type, fact.payment, last?.id ?? ''].join('|') };
}

function reasonFaults(fact: FactOfType<'payment.made'>, payment: PaymentRecord): CommandFault[] {
  if (payment.status !== 'eligible' && payment.status !== 'overdue') {
    const gate = payment.gates.find(({ open }) => open !== true);
    return [
      reasonNeeded({
        zh: `付款 ${payment.payment} 目前不可支付（${payment.status}${gate ? `：${gate.because}` : ''}）`,
        en: `Payment ${payment.payment} is ${payment.status}${gate ? ` (${gate.becauseEn})` : ''}`,
      }),
    ];
  }
  if (payment.net === null || sameAmount(fact.amount, payment.net)) return [];
  return [
    reasonNeeded({
      zh: `支付金额 ${fact.amount ?? '—'} 与应付净额 ${payment.net} 不同`,
      en: `The amount paid, ${fact.amount ?? '–'}, is not the net amount ${payment.net}`,
    }),
  ];
}

const noSuchPayment = ({ contract, outcome }: BillingRecording, payment: string): CommandFault => ({
  code: 'BILLING.PAYMENT_UNKNOWN',
  place: 'payment',
  zh: `合同 ${contract} 没有付款“${payment}”；有：${outcome.payments.map((known) => known.payment).join('、')}。请核对。`,
  en: `Contract ${contract} has no payment "${payment}"; it has ${outcome.payments.map((known) => known.payment).join(', ')}. Check it.`,
});
