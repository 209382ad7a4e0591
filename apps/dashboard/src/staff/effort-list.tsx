import type { ContractView, EffortView } from '@weibao/messages';
import { Button } from 'antd';
import { ClauseLink } from '../clauses/clause-link.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { staffWords } from '../i18n/staff-words.js';
import { periodText } from '../payments/period-text.js';
import { useContractsFor, type OpenForm } from '../recording/record-form.js';

interface EffortListProps {
  efforts: readonly EffortView[];
  contract: ContractView;
  onRecord(form: OpenForm): void;
}

/** Work promised in numbers: what was spent of it, period by period, as the outcome counts it. */
export function EffortList({ efforts, contract, onRecord }: EffortListProps) {
  const words = useWords(staffWords);
  const { language } = useLanguage();
  const may = useContractsFor([contract])('effort.spent').length > 0;
  return (
    <section aria-label={words.efforts}>
      <h2>{words.efforts}</h2>
      {efforts.length === 0 && <p className="hint">○ {words.effortsNone}</p>}
      <ul className="efforts">
        {efforts.map((effort) => {
          const title = language === 'zh' ? effort.titleZh : effort.titleEn;
          return (
            <li key={`${effort.clause} ${effort.period}`} data-effort={effort.clause} data-period={effort.period}>
              <div>
                <strong>{title}</strong> {periodText(effort.period, language)} ·{' '}
                <ClauseLink contract={contract.contract} clause={effort.clause} />
              </div>
              <meter min={0} max={effort.limit} value={effort.count} aria-label={title} />
              <b>{words.used(String(effort.count), String(effort.limit), words.units[effort.unit])}</b>
              {effort.reachedAt !== null && <small>▲ {words.reached(effort.reachedAt.slice(0, 10))}</small>}
            </li>
          );
        })}
      </ul>
      {may && efforts.length > 0 && (
        <p className="actions">
          <Button data-record="effort.spent" onClick={() => onRecord({ type: 'effort.spent', contracts: [contract] })}>
            {words.record}
          </Button>
        </p>
      )}
    </section>
  );
}
