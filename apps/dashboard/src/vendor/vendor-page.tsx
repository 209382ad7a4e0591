import { useQuery } from '@tanstack/react-query';
import type { ContractView } from '@weibao/messages';
import { Skeleton } from 'antd';
import { Refused } from '../frame/refused.js';
import { contractsQuery } from '../http/queries.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { vendorWords } from '../i18n/vendor-words.js';
import '../payments/payments.css';
import { Terms } from '../payments/terms.js';
import { CountersPanel } from './counters-panel.js';
import { DutiesPanel } from './duties-panel.js';
import { MetricsPanel } from './metrics-panel.js';
import { MoneyPanel } from './money-panel.js';
import { NextMissPanel } from './next-miss-panel.js';
import { RunningPanel } from './running-panel.js';
import './vendor.css';

/** A vendor's own posture, contract by contract: what runs, what is owed, what it has cost, and how near the limits are. */
export function VendorPage() {
  const words = useWords(vendorWords);
  const frame = useWords(frameWords);
  const { data, error, isError } = useQuery(contractsQuery);
  return (
    <>
      <h1>{words.title}</h1>
      <p className="hint">{words.lead}</p>
      {isError && <Refused error={error} title={frame.readFailed(words.title)} />}
      {!data && !isError && <Skeleton active paragraph={{ rows: 10 }} />}
      {data?.missing.map(({ contract, message }) => (
        <p role="status" key={contract}>
          ▲ {frame.partMissing(contract, message)}
        </p>
      ))}
      {data?.contracts.length === 0 && (
        <div className="card nothing" data-empty="contracts">
          <b>{words.empty}</b>
          <p>{words.emptyHint}</p>
        </div>
      )}
      {data?.contracts.map((contract) => (
        <Terms key={contract.contract} contract={contract.contract}>
          <Contract contract={contract} />
        </Terms>
      ))}
    </>
  );
}

function Contract({ contract }: { contract: ContractView }) {
  const { language } = useLanguage();
  const name = language === 'zh' ? contract.nameZh : contract.nameEn;
  return (
    <section className="own-contract" aria-label={name} data-contract={contract.contract}>
      <h2>
        {name}{' '}
        <small>
          {contract.startsOn ?? '—'} – {contract.endsOn ?? '—'}
        </small>
      </h2>
      <div className="vendor-grid">
        <div>
          <RunningPanel contract={contract.contract} />
          <DutiesPanel contract={contract.contract} />
        </div>
        <div>
          <CountersPanel contract={contract.contract} />
          <MetricsPanel contract={contract.contract} />
        </div>
        <NextMissPanel contract={contract} />
        <MoneyPanel contract={contract} />
      </div>
    </section>
  );
}
