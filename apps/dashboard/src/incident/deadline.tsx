import type { ClockExplanation, ClockView } from '@weibao/messages';
import { ClauseLink } from '../clauses/clause-link.js';
import { clockFace } from '../clocks/clock-face.js';
import { ClockLine } from '../clocks/clock-line.js';
import { deskWords } from '../i18n/desk-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { instantMs, momentOf } from '../time/moments.js';

interface DeadlineProps {
  contract: string;
  clock: ClockView;
  explanation: ClockExplanation | undefined;
  nowMs: number;
}

/** A deadline that opens to how it came about; a missed one stands open, because that is what people ask about. */
export function Deadline({ contract, clock, explanation, nowMs }: DeadlineProps) {
  const words = useWords(deskWords);
  const { language } = useLanguage();
  const face = clockFace(clock, nowMs);
  const missed = face.state === 'late' || face.state === 'missed';
  const limit = language === 'zh' ? clock.limitZh : clock.limitEn;
  const lines = language === 'zh' ? explanation?.linesZh : explanation?.linesEn;
  return (
    <details open={missed} data-deadline={clock.stage} data-state={face.state}>
      <summary>
        <ClockLine clock={clock} nowMs={nowMs} />
        <span className="due">{clock.dueAt !== null && `${words.due} ${momentOf(instantMs(clock.dueAt))}`}</span>
        <span className="why">{words.why}</span>
      </summary>
      <ol className="explanation">
        {lines?.map((line) => (
          <li key={line}>{line}</li>
        ))}
        {missed && clock.strict && face.lateSeconds === 0 && (
          <li>
            <b>{words.exactlyAtLimit(limit)}</b>
          </li>
        )}
        {clock.missing?.map((fact) => (
          <li key={fact}>? {fact}</li>
        ))}
      </ol>
      <p className="clause">
        <ClauseLink contract={contract} clause={clock.clause} />{' '}
        {language === 'zh' ? explanation?.clauseZh : explanation?.clauseEn}
      </p>
    </details>
  );
}
