import type { GateRecord, PaymentRecord, PaymentStatus } from '@weibao/exchange';
import type { Language } from '../i18n/language.js';
import type { PaymentWords } from '../i18n/payment-words.js';

/** A shape that tells the state without any colour. */
export const paymentShapes: Record<PaymentStatus, string> = {
  overdue: '■',
  eligible: '●',
  held: '◆',
  suspended: '‖',
  'not-yet': '○',
  paid: '✓',
  forfeited: '✕',
};
/** What needs somebody first, what is settled last. */
export const paymentStates = Object.keys(paymentShapes) as PaymentStatus[];

export type GateState = 'open' | 'closed' | 'unknown';
export const gateShapes: Record<GateState, string> = { open: '✓', closed: '✕', unknown: '?' };
export const gateBecause = (gate: GateRecord, language: Language) =>
  language === 'zh' ? gate.because : gate.becauseEn;

/** May it be paid, and why not: one or two sentences, for the top of a page and for a row of the list. */
export function answerOf(payment: PaymentRecord, words: PaymentWords, language: Language): string {
  const { answers } = words;
  switch (payment.status) {
    case 'paid':
      return answers.paid;
    case 'eligible':
      return payment.dueOn === null ? answers.eligible : answers.eligibleUntil(payment.dueOn);
    case 'overdue':
      return payment.dueOn === null ? answers.eligible : answers.overdueSince(payment.dueOn);
    case 'not-yet':
      return answers.notYet;
    case 'suspended':
      return answers.suspended;
    case 'forfeited':
      return answers.forfeited;
    case 'held': {
      // A gate that is closed says more than one that nobody can judge yet.
      const waiting = payment.gates.filter((gate) => gate.open !== true);
      const first = waiting.find((gate) => gate.open === false) ?? waiting[0];
      if (!first) return answers.notYet;
      const sentence = answers.heldBy(words.gateTitles[first.gate] ?? first.gate, gateBecause(first, language));
      const more = waiting.length > 1 ? answers.heldMore(waiting.length - 1) : '';
      return [sentence, more].filter(Boolean).join(language === 'zh' ? '' : ' ');
    }
  }
}
