import type { DeductionRecord, PaymentRecord } from '@weibao/exchange';
import type { ReactNode } from 'react';
import { deductionWords } from '../i18n/deduction-words.js';
import { useWords } from '../i18n/language.js';
import { DeductionTable } from '../payments/deduction-table.js';
import { isZero, yuan } from '../payments/money.js';

interface DeductionsCardProps {
  payment: PaymentRecord;
  lines: readonly DeductionRecord[];
  selected: string | null;
  onSelect(key: string): void;
  children: ReactNode;
}

/** The contract's breaches and deductions, and how much of them this payment is reduced by. */
export function DeductionsCard({ payment, lines, selected, onSelect, children }: DeductionsCardProps) {
  const words = useWords(deductionWords);
  const { deducted, undecided } = payment;
  const amount = (value: string | null) => (value === null ? words.unknown : yuan(value));
  const inPayment = [
    isZero(deducted) ? words.receivable : words.inPayment(amount(deducted)),
    isZero(undecided) ? '' : words.undecided(amount(undecided)),
  ];
  return (
    <section className="card" aria-label={words.title}>
      <h2>
        {words.title} {lines.length > 0 && <small>{inPayment.filter(Boolean).join(' · ')}</small>}
      </h2>
      <DeductionTable lines={lines} selected={selected} onSelect={onSelect}>
        {children}
      </DeductionTable>
    </section>
  );
}
