import { useQuery } from '@tanstack/react-query';
import type { ContractView } from '@weibao/messages';
import { Button, Checkbox, Select, Skeleton, Tabs } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { MissingParts } from '../frame/missing-parts.js';
import { Refused } from '../frame/refused.js';
import { contractsQuery } from '../http/queries.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { ledgerWords } from '../i18n/ledger-words.js';
import { recordingWords } from '../i18n/recording-words.js';
import { RecordForm, useContractsFor, type OpenForm } from '../recording/record-form.js';
import { ContractLedger } from './contract-ledger.js';
import { ledgerOf, ledgers, type LedgerName } from './ledger-rows.js';
import './ledgers.css';

/** What two sides hold against each other beside incidents, contract by contract; the next step is one button away. */
export function LedgersPage() {
  const words = useWords(ledgerWords);
  const frame = useWords(frameWords);
  const { language } = useLanguage();
  const [params, setParams] = useSearchParams();
  const wanted = params.get('ledger') as LedgerName | null;
  const ledger = wanted !== null && ledgers.includes(wanted) ? wanted : 'demands';
  const [chosen, setChosen] = useState('all');
  const [openOnly, setOpenOnly] = useState(false);
  const [form, setForm] = useState<OpenForm | null>(null);
  const { data, error } = useQuery(contractsQuery);
  const contracts = data?.contracts ?? [];
  const shown = contracts.filter(({ contract }) => chosen === 'all' || chosen === contract);
  const nameOf = (one: ContractView) => (language === 'zh' ? one.nameZh : one.nameEn);
  return (
    <div className="ledgers-page">
      <header>
        <h1>
          {words.title} <small>{words.lead}</small>
        </h1>
        <Begin ledger={ledger} contracts={shown} onOpen={setForm} />
      </header>
      {error && <Refused error={error} title={frame.readFailed(words.title)} />}
      <MissingParts missing={data?.missing} />
      <Tabs
        activeKey={ledger}
        onChange={(next) => setParams({ ledger: next }, { replace: true })}
        items={ledgers.map((name) => ({ key: name, label: words.names[name] }))}
      />
      <div className="filters" role="search">
        <label>
          <span>{words.contract}</span>
          <Select
            aria-label={words.contract}
            value={chosen}
            onChange={setChosen}
            popupMatchSelectWidth={false}
            options={[
              { value: 'all', label: words.all },
              ...contracts.map((one) => ({ value: one.contract, label: nameOf(one) })),
            ]}
          />
        </label>
        <Checkbox checked={openOnly} onChange={(event) => setOpenOnly(event.target.checked)}>
          {words.openOnly}
        </Checkbox>
      </div>
      {!data && !error && <Skeleton active paragraph={{ rows: 8 }} />}
      {shown.map((contract) => (
        <ContractLedger
          key={`${ledger} ${contract.contract}`}
          ledger={ledger}
          contract={contract}
          openOnly={openOnly}
          onRecord={setForm}
        />
      ))}
      {form && <RecordForm open={form} onClose={() => setForm(null)} />}
    </div>
  );
}

/** The buttons that begin an entry, for who may. */
function Begin({
  ledger,
  contracts,
  onOpen,
}: {
  ledger: LedgerName;
  contracts: readonly ContractView[];
  onOpen(form: OpenForm): void;
}) {
  const recording = useWords(recordingWords);
  const contractsFor = useContractsFor(contracts);
  return (
    <div className="begin">
      {ledgerOf[ledger].begins
        .filter((type) => contractsFor(type).length > 0)
        .map((type) => (
          <Button key={type} data-begin={type} onClick={() => onOpen({ type, contracts: contractsFor(type) })}>
            ＋ {recording.types[type]}
          </Button>
        ))}
    </div>
  );
}
