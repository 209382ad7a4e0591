import { useQuery } from '@tanstack/react-query';
import type { ContractView } from '@weibao/messages';
import { Skeleton } from 'antd';
import { ContractsPage } from '../frame/contracts-page.js';
import { Refused } from '../frame/refused.js';
import { documentsQuery } from '../http/documents-query.js';
import { acceptanceWords } from '../i18n/acceptance-words.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import '../payments/payments.css';
import { Terms } from '../payments/terms.js';
import { acceptanceQuery, applicationPacksQuery } from '../http/acceptance-queries.js';
import './acceptance.css';
import { NoticeList } from './notice-list.js';
import { RightList } from './right-list.js';
import { RulingList } from './ruling-list.js';
import { YearCard } from './year-card.js';

/** The annual acceptances of all contracts and the rights that have arisen, with what can be recorded next. */
export function AcceptancePage() {
  const words = useWords(acceptanceWords);
  return (
    <div className="acceptance-page">
      <ContractsPage words={words}>
        {(contracts) =>
          contracts.map((contract) => (
            <Terms key={contract.contract} contract={contract.contract}>
              <OfContract contract={contract} />
            </Terms>
          ))
        }
      </ContractsPage>
    </div>
  );
}

function OfContract({ contract }: { contract: ContractView }) {
  const words = useWords(acceptanceWords);
  const frame = useWords(frameWords);
  const { language } = useLanguage();
  const name = language === 'zh' ? contract.nameZh : contract.nameEn;
  const { data, error, isError } = useQuery(acceptanceQuery(contract.contract));
  const register = useQuery(documentsQuery(contract.contract));
  const packs = useQuery(applicationPacksQuery(contract.contract)).data?.packs ?? [];
  const { acceptances = [], metrics = [], payments = [], rights = [], notices = [] } = data?.outcome ?? {};
  return (
    <section aria-label={name} data-contract={contract.contract}>
      <h2>{name}</h2>
      {isError && <Refused error={error} title={frame.readFailed(name)} />}
      {!data && !isError && <Skeleton active paragraph={{ rows: 4 }} />}
      {data && acceptances.length === 0 && <p className="hint">{words.noAcceptance}</p>}
      <div className="years">
        {acceptances.map((acceptance) => (
          <YearCard
            key={acceptance.year}
            contract={contract}
            acceptance={acceptance}
            pack={packs.find(({ year }) => year === acceptance.year)}
            register={{ documents: register.data, unread: register.isError }}
            metrics={metrics.filter(({ period }) => period === `year-${acceptance.year}`)}
            payments={payments.filter(({ gates }) => gates.some(({ year }) => year === acceptance.year))}
          />
        ))}
      </div>
      {data && <RightList contract={contract} rights={rights} />}
      <NoticeList notices={notices} />
      <RulingList contract={contract} />
    </section>
  );
}
