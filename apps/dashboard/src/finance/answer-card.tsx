import { amountInWords, type PaymentRecord } from '@weibao/exchange';
import type { ReactNode } from 'react';
import { useLanguage, useWords } from '../i18n/language.js';
import { paymentWords } from '../i18n/payment-words.js';
import { isZero, yuan } from '../payments/money.js';
import { answerOf, paymentShapes } from '../payments/payment-face.js';

interface AnswerCardProps {
  payment: PaymentRecord;
  onWhy(): void;
  children: ReactNode;
}

/** The answer first: its state with the reason in a sentence, the amount in figures and in words, what was taken off. */
export function AnswerCard({ payment, onWhy, children }: AnswerCardProps) {
  const words = useWords(paymentWords);
  const { language } = useLanguage();
  const amount = (value: string | null) => (value === null ? words.unknown : yuan(value));
  // Written out in Chinese in either language: that is how form and invoice carry it.
  const inWords = payment.net === null ? null : amountInWords(payment.net);
  return (
    <section className={`card answer ${payment.status}`} data-answer={payment.status}>
      <div className="said">
        <h1>
          {paymentShapes[payment.status]} {words.states[payment.status]}
        </h1>
        <p>{answerOf(payment, words, language)}</p>
        <p className="due">
          {words.dueOn} <b>{payment.dueOn ?? words.noDue}</b>
        </p>
      </div>
      <div className="sum">
        <small>{words.net}</small>
        <button type="button" className="figure" onClick={onWhy} data-net>
          {amount(payment.net)}
        </button>
        {inWords !== null && (
          <small lang="zh-CN" data-words>
            {`人民币${inWords}`}
          </small>
        )}
        <dl>
          <div>
            <dt>{words.gross}</dt>
            <dd data-gross>{amount(payment.gross)}</dd>
          </div>
          <div>
            <dt>{words.deducted}</dt>
            <dd data-deducted>
              {amount(payment.deducted)}
              {!isZero(payment.undecided) && <small>△ {words.undecided(amount(payment.undecided))}</small>}
            </dd>
          </div>
          {payment.paid !== undefined && !isZero(payment.paid ?? '') && (
            <div>
              <dt>{words.paidSoFar}</dt>
              <dd data-paid>{amount(payment.paid)}</dd>
            </div>
          )}
        </dl>
      </div>
      {children}
    </section>
  );
}
