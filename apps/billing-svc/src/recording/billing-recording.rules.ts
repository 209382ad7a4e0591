import type { Examined } from '@weibao/service-kit';
import { examineAcceptance } from './acceptance.rules.js';
import type { BillingRecording } from './billing-recording.js';
import { scorecardFaults, termsFaults, trialFaults } from './contract.rules.js';
import { examineDecision } from './decision.rules.js';
import { examinePayment } from './payment.rules.js';
import { examineRight } from './right.rules.js';

/** What is wrong with a fact about money, acceptance or the contract itself, beside what every service checks. */
export function examineForBilling(recording: BillingRecording): Examined {
  const faults = termsFaults(recording);
  if (faults.length > 0) return { faults };
  const { fact } = recording;
  switch (fact.type) {
    case 'deduction.decided':
      return examineDecision(recording, fact);
    case 'invoice.received':
    case 'payment.application-filed':
    case 'payment.made':
      return examinePayment(recording, fact);
    case 'acceptance.applied':
    case 'acceptance.held':
    case 'acceptance.notified':
    case 'acceptance.reapplied':
    case 'acceptance.reheld':
      return examineAcceptance(recording, fact);
    case 'right.exercised':
    case 'right.let-go':
      return examineRight(recording, fact);
    case 'scorecard.noted':
    case 'assessment.held':
      return { faults: scorecardFaults(recording, fact) };
    case 'contract.amended':
    case 'calendar.published':
      return { faults: trialFaults(recording, fact) };
    default:
      return { faults };
  }
}
