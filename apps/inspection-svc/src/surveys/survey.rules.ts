import type { Terms } from '@weibao/contract-terms';
import type { CommandFault, RecordingOf } from '@weibao/service-kit';
import { surveyFormsOf } from './survey-forms.view.js';

/** A form that came back says what the contract's form asks: a score for each item, or whether anything negative stands against an event. */
export function surveyFaults({ fact }: RecordingOf, terms: Terms | undefined): CommandFault[] {
  if (fact.type !== 'survey.returned') return [];
  const { form, scores = [], negative, event } = fact;
  const asked = terms && surveyFormsOf(terms).find((one) => one.form === form);
  if (!asked) return scores.length > 0 || negative !== undefined ? [] : [saysNothing(form)];
  if (asked.asks === 'negative')
    return [...(negative === undefined ? [noVerdict(form)] : []), ...(event === undefined ? [noEvent(form)] : [])];
  const { itemCounts, itemMax } = asked;
  if (scores.length === 0) return [saysNothing(form)];
  const faults: CommandFault[] = [];
  if (itemCounts !== null && !itemCounts.includes(scores.length))
    faults.push({
      code: 'RECORD.SCORES_COUNT',
      place: 'scores',
      zh: `表“${form}”有 ${itemCounts.join(' 或 ')} 项评分（${asked.clause}），收到 ${scores.length} 项。请逐项填写。`,
      en: `The form "${form}" has ${itemCounts.join(' or ')} items (${asked.clause}); ${scores.length} scores were given. Give one for each item.`,
    });
  scores.forEach((score, index) => {
    if (itemMax === null || score <= itemMax) return;
    faults.push({
      code: 'RECORD.SCORE_TOO_HIGH',
      place: `scores[${index}]`,
      zh: `第 ${index + 1} 项评分 ${score} 超过满分 ${itemMax}。请核对。`,
      en: `The score ${score} of item ${index + 1} is above the best one, ${itemMax}. Check it.`,
    });
  });
  return faults;
}

const saysNothing = (form: string): CommandFault => ({
  code: 'RECORD.INCOMPLETE',
  place: 'scores',
  zh: `表“${form}”没有评分。请逐项填写评分（scores）。`,
  en: `The form "${form}" carries no scores. Give one for each item (scores).`,
});
const noVerdict = (form: string): CommandFault => ({
  code: 'RECORD.INCOMPLETE',
  place: 'negative',
  zh: `表“${form}”没有写明有无负面评价。请填写 negative。`,
  en: `The form "${form}" does not say whether anything is negative. Give "negative".`,
});
const noEvent = (form: string): CommandFault => ({
  code: 'RECORD.INCOMPLETE',
  place: 'event',
  zh: `表“${form}”没有写明评价的是哪次活动。请填写 event：同一次活动以最后一次评价为准。`,
  en: `The form "${form}" does not name the event. Give "event": of one event the last evaluation stands.`,
});
