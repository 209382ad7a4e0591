import { useQuery } from '@tanstack/react-query';
import type { ContractView } from '@weibao/messages';
import { Skeleton } from 'antd';
import { Refused } from '../frame/refused.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { ledgerWords } from '../i18n/ledger-words.js';
import type { OpenForm } from '../recording/record-form.js';
import { ProbeCards } from '../probes/probe-cards.js';
import { recordsQuery } from '../recording/records-query.js';
import { useSession } from '../session/session.js';
import { acceptanceSlips } from './acceptance-slips.js';
import { demandClocksQuery, mayReadClocks } from './demand-clocks.js';
import { LedgerEntry } from './ledger-entry.js';
import { isSettled, ledgerOf, ledgerRows, type LedgerName } from './ledger-rows.js';

interface ContractLedgerProps {
  ledger: LedgerName;
  contract: ContractView;
  openOnly: boolean;
  onRecord(form: OpenForm): void;
}

/** The entries of one contract; open ones first. */
export function ContractLedger({ ledger, contract, openOnly, onRecord }: ContractLedgerProps) {
  const words = useWords(ledgerWords);
  const { language } = useLanguage();
  const { role } = useSession();
  const { data, error } = useQuery(recordsQuery(contract.contract, ledgerOf[ledger].types));
  const clocks = useQuery({
    ...demandClocksQuery(contract.contract),
    enabled: ledger === 'demands' && mayReadClocks(role) && (data?.facts.length ?? 0) > 0,
  });
  const documents = useQuery({
    ...recordsQuery(contract.contract, 'document.filed,document.confirmed'),
    enabled: ledger === 'demands' && (data?.facts.length ?? 0) > 0,
  });
  const facts = data?.facts ?? [];
  const slips = ledger === 'demands' ? acceptanceSlips(facts, documents.data?.facts ?? []) : [];
  const all = ledgerRows(ledger, [...facts, ...slips]);
  const rows = [...all.filter((row) => !isSettled(row)), ...(openOnly ? [] : all.filter(isSettled))];
  const name = language === 'zh' ? contract.nameZh : contract.nameEn;
  return (
    <section className="card ledger" aria-label={name} data-contract={contract.contract}>
      <h2>
        {name} {data && <small>{words.total(String(rows.length))}</small>}
      </h2>
      {ledger === 'outages' && <ProbeCards contract={contract} />}
      {error && <Refused error={error} />}
      {!data && !error && <Skeleton active paragraph={{ rows: 3 }} />}
      {data && rows.length === 0 && <p className="empty">○ {words.empty[ledger]}</p>}
      <ul>
        {rows.map((row) => (
          <LedgerEntry
            key={row.key}
            ledger={ledger}
            row={row}
            contract={contract}
            clocks={(clocks.data ?? []).filter(({ subject }) => subject === row.key)}
            onRecord={onRecord}
          />
        ))}
      </ul>
      {data?.more && <p className="warn">▲ {words.moreRecords}</p>}
    </section>
  );
}
