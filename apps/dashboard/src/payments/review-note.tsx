import type { DeductionRecord, ReviewRecord } from '@weibao/exchange';
import { deductionWords } from '../i18n/deduction-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { yuan } from './money.js';
import { stepText } from './step-text.js';

/** Why a decided line is to be decided again: the sum then and now, the steps that differ, and what was recorded since. */
export function ReviewNote({ line, review }: { line: DeductionRecord; review: ReviewRecord }) {
  const words = useWords(deductionWords);
  const { language } = useLanguage();
  const amount = (value: string | null) => (value === null ? words.unknown : yuan(value));
  const said = (label: string, result: ReviewRecord['steps'][number]['was']) =>
    result === null ? '—' : stepText({ label, inputs: {}, result, clause: line.clause }, language).result;
  return (
    <div className="review-note" role="note" data-review-note>
      <b>
        ↺ {words.review}
        {words.colon}
        {amount(review.was)} → {amount(line.computed)}
      </b>
      <small>{words.reviewText}</small>
      {review.steps.length > 0 && (
        <ul>
          {review.steps.map(({ label, was, now }, place) => (
            <li key={`${place} ${label}`}>
              {words.steps[label] ?? label} {said(label, was)} → {said(label, now)}
            </li>
          ))}
        </ul>
      )}
      <small data-review-facts>
        {review.facts.length === 0
          ? words.reviewByTime
          : words.reviewFacts(review.facts.join(language === 'zh' ? '、' : ', '))}
      </small>
    </div>
  );
}
