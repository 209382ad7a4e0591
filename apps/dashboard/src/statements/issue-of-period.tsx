import type { StatementPeriod } from '@weibao/exchange';
import type { ContractView } from '@weibao/messages';
import { Select } from 'antd';
import { useState } from 'react';
import { useLanguage, useWords } from '../i18n/language.js';
import { statementWords } from '../i18n/statement-words.js';
import { IssueStatement, useMayIssue } from '../payments/issue-statement.js';
import { periodText } from '../payments/period-text.js';

/** A settlement of a whole period: it is chosen among those that have begun, the last one that is over first. */
export function IssueOfPeriod({ contract, periods }: { contract: ContractView; periods: readonly StatementPeriod[] }) {
  const words = useWords(statementWords);
  const { language } = useLanguage();
  const [chosen, setChosen] = useState<string | null>(null);
  const mayIssue = useMayIssue(contract);
  const period = chosen ?? (periods.find(({ ended }) => ended) ?? periods[0])?.period;
  if (!mayIssue || period === undefined) return null;
  return (
    <div className="issue-of-period">
      <Select
        aria-label={words.period}
        value={period}
        onChange={setChosen}
        popupMatchSelectWidth={false}
        options={periods.map((one) => ({
          value: one.period,
          label: `${periodText(one.period, language)}（${one.firstOn} – ${one.lastOn}${one.ended ? '' : ` · ${words.running}`}）`,
        }))}
      />{' '}
      <IssueStatement contract={contract} subject={{ period }} name={periodText(period, language)} />
    </div>
  );
}
