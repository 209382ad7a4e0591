import { useQuery } from '@tanstack/react-query';
import { Empty, Skeleton } from 'antd';
import { Link } from 'react-router';
import { DigestPanel } from '../digest/digest-panel.js';
import { MissingParts } from '../frame/missing-parts.js';
import { Refused } from '../frame/refused.js';
import { contractsQuery, trendsQuery } from '../http/queries.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { overviewWords } from '../i18n/overview-words.js';
import { ContractCharts } from './contract-charts.js';
import './overview.css';

/** Where a picture says more than a list: each contract's figures over time. */
export function OverviewPage() {
  const words = useWords(overviewWords);
  const { language } = useLanguage();
  const { data, error, isPending } = useQuery(trendsQuery);
  const contracts = useQuery(contractsQuery).data?.contracts ?? [];
  const nameOf = (contract: string, nameZh: string) =>
    (language === 'en' ? contracts.find((one) => one.contract === contract)?.nameEn : undefined) ?? nameZh;
  return (
    <div className="overview">
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <DigestPanel contracts={contracts} />
      {error && <Refused error={error} />}
      {isPending && <Skeleton active />}
      <MissingParts missing={data?.missing} />
      {data?.trends.length === 0 && <Empty description={words.empty} />}
      {data?.trends.map((trends) => (
        <section className="card" key={trends.contract} data-contract={trends.contract}>
          <h2>
            <Link to={`/contracts/${trends.contract}`}>{nameOf(trends.contract, trends.nameZh)}</Link>
          </h2>
          <ContractCharts trends={trends} />
        </section>
      ))}
    </div>
  );
}
