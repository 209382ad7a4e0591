import { outcomeWords, statementWords, type Statement, type StatementDifference } from '@weibao/exchange';
import { periodName } from './period-name.js';
import type { PaperCell, PaperTable } from './paper.js';

const text = (value: string): PaperCell => ({ text: value });

/** What this statement says otherwise than the former one of the same payment or period; nothing for the first. */
export function differenceRows({ former, differences }: Statement): PaperTable[] {
  if (former === null) return [];
  return [
    {
      kind: 'table',
      title: `与前一结算单 ${former.statement} 的差异`,
      head: ['项目', '内容', '前单', '本单'],
      empty: '与前一结算单没有差异。',
      rows: differences.map((difference) => [
        text(`${statementWords.zh.lists[difference.list] ?? difference.list} ${lineText(difference)}`),
        text(difference.field === '' ? '整项' : (statementWords.zh.fields[difference.field] ?? difference.field)),
        text(said(difference, difference.before)),
        text(said(difference, difference.after)),
      ]),
    },
  ];
}

/** The breach or gate in a line's name stands in words. */
function lineText({ list, line }: StatementDifference): string {
  // A fact's id tells two invoices apart for programs, not for people.
  if (list === 'entries') return statementWords.zh.entries[line.split(' ')[0] ?? ''] ?? line;
  if (list === 'period' || list === 'sums') return periodName(line);
  const names = list === 'gates' ? outcomeWords.zh.gates : outcomeWords.zh.breaches;
  return line
    .split(' ')
    .map((part) => names[part] ?? part)
    .join(' ');
}

function said({ field }: StatementDifference, value: string | null): string {
  if (field === 'open') return outcomeWords.zh.gate[value === null ? 'unknown' : value === 'true' ? 'open' : 'closed'];
  if (value === null) return '无';
  return statementWords.zh.values[value] ?? value;
}
