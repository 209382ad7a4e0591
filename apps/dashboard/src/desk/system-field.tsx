import type { ContractView } from '@weibao/messages';
import { Select, type RefSelectProps } from 'antd';
import { useMemo, useState, type Ref } from 'react';
import { deskWords } from '../i18n/desk-words.js';
import { useWords } from '../i18n/language.js';
import { searchSystems, systemChoices, type SystemChoice } from './system-search.js';

interface SystemFieldProps {
  contracts: readonly ContractView[];
  value: SystemChoice | null;
  onChange(choice: SystemChoice | null): void;
  selectRef: Ref<RefSelectProps>;
  fault: boolean;
}

/** The first question of the desk, because it is the only thing that a caller knows. */
export function SystemField({ contracts, value, onChange, selectRef, fault }: SystemFieldProps) {
  const words = useWords(deskWords);
  const [typed, setTyped] = useState('');
  const choices = useMemo(() => systemChoices(contracts), [contracts]);
  const found = useMemo(() => searchSystems(choices, contracts, typed), [choices, contracts, typed]);
  const shown = value && !found.some(({ key }) => key === value.key) ? [value, ...found] : found;
  return (
    <Select<string>
      id="system"
      ref={selectRef}
      autoFocus
      size="large"
      allowClear
      style={{ width: '100%' }}
      placeholder={words.systemHint}
      status={fault ? 'error' : ''}
      notFoundContent={words.noSystem}
      value={value?.key}
      showSearch={{ filterOption: false, onSearch: setTyped, searchValue: typed }}
      onChange={(key) => {
        onChange(shown.find((choice) => choice.key === key) ?? null);
        setTyped('');
      }}
      options={shown.map((choice) => ({ value: choice.key, label: labelOf(choice, words.outsideList) }))}
    />
  );
}

function labelOf(choice: SystemChoice, outsideList: (name: string, contract: string) => string) {
  if (choice.outsideList) return outsideList(choice.system, choice.contracts[0]?.nameZh ?? '');
  return (
    <span className="system-option">
      {[choice.system, choice.subsystem].filter(Boolean).join(' · ')}
      <small>{choice.contracts.map(({ nameZh }) => nameZh).join('、')}</small>
    </span>
  );
}
