import { useQuery } from '@tanstack/react-query';
import { outcomeWords, type StatementDifference } from '@weibao/exchange';
import type { StatementView } from '@weibao/messages';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { Refused } from '../frame/refused.js';
import { useLanguage, useWords, type Language } from '../i18n/language.js';
import { statementWords } from '../i18n/statement-words.js';
import { yuan } from '../payments/money.js';
import { periodText } from '../payments/period-text.js';
import { statementQuery } from './statements-query.js';

interface StatementDifferencesProps {
  contract: string;
  statement: StatementView;
}

/** What a statement says otherwise than the former one of its payment; read when it is opened. */
export function StatementDifferences({ contract, statement }: StatementDifferencesProps) {
  const words = useWords(statementWords);
  const { language } = useLanguage();
  const [open, setOpen] = useState(false);
  const { data, error } = useQuery({ ...statementQuery(contract, statement.statement), enabled: open });
  const former = statement.former ?? '';
  if (statement.differences === 0) return <small>{words.noDifferences(former)}</small>;
  const said = ({ field }: StatementDifference, value: string | null): string => {
    if (field === 'open') return words.gate[value === null ? 'unknown' : value === 'true' ? 'open' : 'closed'];
    if (value === null) return words.nothing;
    return /^-?\d+\.\d\d$/.test(value) ? yuan(value) : (words.values[value] ?? value);
  };
  return (
    <details className="differences" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.differences(statement.differences, former)}</summary>
      {error && <Refused error={error} title={words.readFailed} />}
      {open && !data && !error && <Skeleton active paragraph={{ rows: 2 }} />}
      {data && (
        <table>
          <thead>
            <tr>
              <th scope="col">{words.what}</th>
              <th scope="col">{words.before}</th>
              <th scope="col">{words.after}</th>
            </tr>
          </thead>
          <tbody>
            {data.differences.map((one) => (
              <tr key={`${one.list} ${one.line} ${one.field}`}>
                <td>
                  {words.lists[one.list] ?? one.list} · {lineOf(one, language)}
                  <small>{one.field === '' ? words.whole : (words.fields[one.field] ?? one.field)}</small>
                </td>
                <td>{said(one, one.before)}</td>
                <td>{said(one, one.after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}

/** The breach or condition in the name of a line stands in words. */
function lineOf({ list, line }: StatementDifference, language: Language): string {
  // A fact's id tells two invoices apart for programs, not for people.
  if (list === 'entries') return statementWords[language].entries[line.split(' ')[0] ?? ''] ?? line;
  if (list === 'period' || list === 'sums') return periodText(line, language);
  const { gates, breaches } = outcomeWords[language];
  const names = list === 'gates' ? gates : breaches;
  return line
    .split(' ')
    .map((part) => names[part] ?? part)
    .join(' ');
}
