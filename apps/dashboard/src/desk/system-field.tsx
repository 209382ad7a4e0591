import type { ContractView } from '@weibao/messages';
import { Select, type RefSelectProps } from 'antd';
import { useMemo, useState, type Ref } from 'react';
import { useContractName } from '../http/contract-name.js';
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
  const contractName = useContractName();
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
      options={shown.map((choice) => ({ value: choice.key, label: labelOf(choice, contractName, words.outsideList) }))}
    />
  );
}

function labelOf(
  { system, subsystem, contracts, outsideList }: SystemChoice,
  contractName: (contract: string) => string,
  toBeRuled: (name: string, contract: string) => string,
) {
  const names = contracts.map(({ contract }) => contractName(contract));
  if (outsideList) return toBeRuled(system, names[0] ?? '');
  return (
    <span className="system-option">
      {[system, subsystem].filter(Boolean).join(' · ')}
      <small>{names.join('、')}</small>
    </span>
  );
}
