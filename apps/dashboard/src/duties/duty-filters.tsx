import { dutyProofKinds, type DutyProofKind } from '@weibao/exchange';
import type { ContractView, DutyView } from '@weibao/messages';
import { Select } from 'antd';
import { dutyWords } from '../i18n/duty-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { dueDay, isOpen } from './duty-face.js';
import { kindOf } from './duty-proofs.js';

export interface Filter {
  contract: string;
  kind: DutyProofKind | 'all';
  state: DutyView['status'] | 'open' | 'all';
  owedBy: DutyView['owedBy'] | 'all';
  /** Chosen by opening a month of the calendar. */
  clause: string;
  month: string;
}
export const noFilter: Filter = {
  contract: 'all',
  kind: 'all',
  state: 'all',
  owedBy: 'all',
  clause: 'all',
  month: 'all',
};

const fits = (wanted: string, value: string) => wanted === 'all' || wanted === value;

export function matches(duty: DutyView, filter: Filter): boolean {
  return (
    fits(filter.contract, duty.contract) &&
    fits(filter.kind, kindOf(duty)) &&
    fits(filter.owedBy, duty.owedBy) &&
    fits(filter.clause, duty.clause) &&
    (filter.month === 'all' || dueDay(duty)?.startsWith(filter.month) === true) &&
    (filter.state === 'open' ? isOpen(duty) : fits(filter.state, duty.status))
  );
}

interface DutyFiltersProps {
  filter: Filter;
  contracts: readonly ContractView[];
  states: boolean;
  onChange(filter: Filter): void;
}

export function DutyFilters({ filter, contracts, states, onChange }: DutyFiltersProps) {
  const words = useWords(dutyWords);
  const { language } = useLanguage();
  const all = { value: 'all', label: words.all };
  const select = <Name extends keyof Filter>(
    name: Name,
    label: string,
    options: readonly { value: string; label: string }[],
  ) => (
    <label>
      <span>{label}</span>
      <Select
        aria-label={label}
        value={filter[name] as string}
        options={[all, ...options]}
        onChange={(value) => onChange({ ...filter, [name]: value as Filter[Name] })}
        popupMatchSelectWidth={false}
      />
    </label>
  );
  return (
    <div className="filters" role="search">
      {select(
        'contract',
        words.filterContract,
        contracts.map((one) => ({ value: one.contract, label: language === 'zh' ? one.nameZh : one.nameEn })),
      )}
      {select(
        'kind',
        words.filterKind,
        dutyProofKinds.map((kind) => ({ value: kind, label: words.kinds[kind] })),
      )}
      {states &&
        select('state', words.filterState, [
          { value: 'open', label: words.open },
          ...(Object.entries(words.states) as [string, string][]).map(([value, label]) => ({ value, label })),
        ])}
      {select(
        'owedBy',
        words.filterOwedBy,
        (['vendor', 'hospital'] as const).map((side) => ({ value: side, label: words.owedBy[side] })),
      )}
      {filter.clause !== 'all' && (
        <button type="button" className="chosen" onClick={() => onChange({ ...filter, clause: 'all', month: 'all' })}>
          {[filter.clause, filter.month].filter((one) => one !== 'all').join(' · ')} ✕
        </button>
      )}
    </div>
  );
}
