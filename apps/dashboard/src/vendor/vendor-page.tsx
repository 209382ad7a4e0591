import type { ContractView } from '@weibao/messages';
import { ContractsPage } from '../frame/contracts-page.js';
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
  return (
    <ContractsPage words={words}>
      {(contracts) =>
        contracts.map((contract) => (
          <Terms key={contract.contract} contract={contract.contract}>
            <Contract contract={contract} />
          </Terms>
        ))
      }
    </ContractsPage>
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
