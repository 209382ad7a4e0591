import type { DeductionRecord, Marks, PaymentRecord } from '@weibao/exchange';
import type { ReactNode } from 'react';
import { deductionWords } from '../i18n/deduction-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { missingText } from '../i18n/missing-words.js';
import { instantMs, momentOf } from '../time/moments.js';
import { ClauseId } from './clause-id.js';
import { lineTitle, type LineDecision } from './deduction-line.js';
import { isZero, yuan } from './money.js';
import { Readings } from './readings.js';
import { ReviewNote } from './review-note.js';
import { stepText } from './step-text.js';

/** How the sum of one deduction came about, step by step, and what people decided on it. */
export function DeductionWhy({ line, decisions }: { line: DeductionRecord; decisions: readonly LineDecision[] }) {
  const words = useWords(deductionWords);
  const { language } = useLanguage();
  const amount = line.payable === null ? words.unknown : yuan(line.payable);
  return (
    <section className="why-tree" aria-live="polite" data-why={line.breach}>
      <h2>
        {words.why(amount)} <small>{lineTitle(line, words)}</small>
      </h2>
      {line.review && <ReviewNote line={line} review={line.review} />}
      <Node
        title={words.payable}
        result={amount}
        note={`${words.decision[line.decision]} · ${words.payer[line.payer]}`}
      >
        <Node
          title={words.byCompared}
          result={line.computed === null ? words.unknown : yuan(line.computed)}
          note={<ClauseId clause={line.clause} />}
        >
          {line.steps.map((step, place) => {
            const text = stepText(step, language);
            return (
              <Node
                key={`${place} ${step.label}`}
                title={text.title}
                result={text.result}
                note={
                  <>
                    {text.inputs} <ClauseId clause={step.clause} />
                  </>
                }
              />
            );
          })}
        </Node>
        {decisions.map((decision) => (
          <Node
            key={decision.id}
            title={decision.outcome === undefined ? '' : words.decision[decision.outcome]}
            result={decision.amount === undefined ? '' : yuan(decision.amount)}
            note={
              <>
                {words.decidedBy(decision.account ?? words.payer.hospital, momentOf(instantMs(decision.at)))}
                {decision.note && (
                  <q data-note>
                    {decision.outcome === 'disputed' ? words.statement : words.reason}
                    {language === 'zh' ? '：' : ': '}
                    {decision.note}
                  </q>
                )}
              </>
            }
          />
        ))}
      </Node>
      <MarksLine marks={line} />
    </section>
  );
}

/** Of what a payment's net amount is made: figures of the outcome, laid side by side. */
export function PaymentWhy({ payment }: { payment: PaymentRecord }) {
  const words = useWords(deductionWords);
  const figure = (amount: string | null) => (amount === null ? words.unknown : yuan(amount));
  return (
    <section className="why-tree" aria-live="polite" data-why={payment.payment}>
      <h2>
        {words.why(figure(payment.net))} <small>{payment.payment}</small>
      </h2>
      <Node title={words.net} result={figure(payment.net)}>
        <Node title={words.gross} result={figure(payment.gross)} note={<ClauseId clause={payment.clause} />} />
        <Node
          title={words.deducted}
          result={figure(payment.deducted)}
          note={isZero(payment.undecided) ? '' : words.undecided(figure(payment.undecided))}
        />
      </Node>
      <MarksLine marks={payment} />
      <p className="hint">{words.whyChoose}</p>
    </section>
  );
}

interface NodeProps {
  title: string;
  result: string;
  note?: ReactNode;
  children?: ReactNode;
}

function Node({ title, result, note, children }: NodeProps) {
  return (
    <div className="why-node">
      <div className="why-line">
        <span>{title}</span>
        <b>{result}</b>
      </div>
      {note !== undefined && note !== '' && <div className="why-note">{note}</div>}
      {children !== undefined && <div className="why-below">{children}</div>}
    </div>
  );
}

/** The readings on which a figure rests, and what makes it less than certain. */
export function MarksLine({ marks }: { marks: Marks }) {
  const words = useWords(deductionWords);
  const { language } = useLanguage();
  const { readings = [], missing = [] } = marks;
  return (
    <>
      {missing.length > 0 && <p className="marks">? {words.lacks(missingText(missing, language))}</p>}
      {marks.unconfirmed && <p className="marks">△ {words.unconfirmed}</p>}
      {marks.provisional && <p className="marks">△ {words.provisional}</p>}
      {readings.length > 0 && <Readings options={readings} />}
    </>
  );
}
