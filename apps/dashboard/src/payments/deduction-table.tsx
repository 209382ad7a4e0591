import type { DeductionRecord } from '@weibao/exchange';
import type { ReactNode } from 'react';
import { deductionWords, type DeductionWords } from '../i18n/deduction-words.js';
import { useWords } from '../i18n/language.js';
import { lineKey, lineTitle } from './deduction-line.js';
import { yuan } from './money.js';
import { ClauseId } from './clause-id.js';

/** A shape beside each word: colour is never the only sign. */
export const decisionShapes: Record<DeductionRecord['decision'], string> = {
  proposed: '○',
  confirmed: '✓',
  waived: '–',
  disputed: '◆',
};

/** Which payment a line comes off, or that it is a receivable; what the hospital owes comes off none. */
function whereOf({ payer, payment }: DeductionRecord, words: DeductionWords): string {
  if (payer === 'hospital') return words.payer.hospital;
  if (payment === undefined) return '';
  return payment === null ? words.notDeducted : words.comesOff(payment);
}

interface DeductionTableProps {
  lines: readonly DeductionRecord[];
  selected: string | null;
  onSelect(key: string): void;
  children?: ReactNode;
}

/** The lines with what was missed, clause, state and amount; one is selected by its amount or its name. */
export function DeductionTable({ lines, selected, onSelect, children }: DeductionTableProps) {
  const words = useWords(deductionWords);
  if (lines.length === 0)
    return (
      <div className="nothing" data-empty="deductions">
        <b>✓ {words.empty}</b>
        <p>{words.emptyHint}</p>
      </div>
    );
  return (
    <>
      <table className="deductions">
        <thead>
          <tr>
            <th scope="col">{words.item}</th>
            <th scope="col">{words.clause}</th>
            <th scope="col">{words.state}</th>
            <th scope="col" className="amount">
              {words.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const key = lineKey(line);
            return (
              <tr
                key={key}
                className={key === selected ? 'selected' : ''}
                data-line={`${line.subject ?? line.period ?? ''} ${line.breach}`}
                data-decision={line.decision}
                onClick={() => onSelect(key)}
              >
                <td>
                  {lineTitle(line, words)}
                  <small> {whereOf(line, words)}</small>
                </td>
                <td>
                  <ClauseId clause={line.clause} />
                </td>
                <td>
                  <span className={`decision ${line.decision}`}>
                    {decisionShapes[line.decision]} {words.decision[line.decision]}
                  </span>
                  {line.review && (
                    <small className="review" data-review={line.review.decision}>
                      ↺ {words.review}
                    </small>
                  )}
                </td>
                <td className="amount">
                  <button
                    type="button"
                    className="figure"
                    aria-pressed={key === selected}
                    title={words.explain}
                    onClick={() => onSelect(key)}
                  >
                    {line.payable === null ? words.unknown : yuan(line.payable)}
                  </button>
                  {line.computed !== null && line.computed !== line.payable && (
                    <small>{words.computedAs(yuan(line.computed))}</small>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {children}
    </>
  );
}
