import type { DeductionRecord } from '@weibao/exchange';
import { expect, it } from 'vitest';
import { waitingDecisions } from './waiting.view.js';

const line = (subject: string, change: Partial<DeductionRecord> = {}): DeductionRecord => ({
  clause: 'BY-8-GEN',
  subject,
  breach: 'restored',
  payer: 'vendor',
  computed: '4168.00',
  payable: '4168.00',
  decision: 'proposed',
  steps: [],
  payment: 'P1',
  ...change,
});
const states = (...deductions: DeductionRecord[]) =>
  waitingDecisions({ deductions }).lines.map(({ subject, state }) => `${subject} ${state}`);

it('what is proposed, disputed or worth another sum by now waits for finance; what is decided, or costs nothing, does not', () => {
  const review = { decision: 'f-1', was: '1000.00', steps: [], facts: [] };
  expect(
    states(
      line('I-1'),
      line('I-2', { decision: 'confirmed' }),
      line('I-3', { decision: 'confirmed', review }),
      line('I-4', { decision: 'waived' }),
      line('I-5', { decision: 'disputed' }),
      line('I-6', { computed: '0.00', payable: '0.00' }), // a cap was used up before it
      line('I-7', { computed: null, payable: null }), // for people to set
    ),
  ).toEqual(['I-1 proposed', 'I-3 changed', 'I-5 disputed', 'I-7 proposed']);
});

it('more than fifty are counted', () => {
  const many = Array.from({ length: 52 }, (_, n) => line(`I-${n}`));
  const { lines, left } = waitingDecisions({ deductions: many });
  expect([lines.length, left]).toEqual([50, 2]);
  expect(waitingDecisions({ deductions: many.slice(0, 50) }).left).toBe(0);
});
