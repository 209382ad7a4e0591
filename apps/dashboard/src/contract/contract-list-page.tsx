import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { Link } from 'react-router';
import { Refused } from '../frame/refused.js';
import { contractsQuery } from '../http/queries.js';
import { contractWords } from '../i18n/contract-words.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import '../payments/payments.css';
import './contract.css';

/** The contracts in which one's organisation has a part; each opens to its clauses. */
export function ContractListPage() {
  const words = useWords(contractWords);
  const frame = useWords(frameWords);
  const { language } = useLanguage();
  const { data, error, isError } = useQuery(contractsQuery);
  return (
    <>
      <h1>{words.title}</h1>
      <p className="hint">{words.lead}</p>
      {isError && <Refused error={error} title={frame.readFailed(words.title)} />}
      {!data && !isError && <Skeleton active paragraph={{ rows: 8 }} />}
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
      <ul className="contract-list">
        {data?.contracts.map(({ contract, nameZh, nameEn, startsOn, endsOn, systems }) => (
          <li key={contract}>
            <Link to={`/contracts/${contract}`} className="card" data-contract={contract}>
              <b>{language === 'zh' ? nameZh : nameEn}</b>
              {language === 'en' && nameEn !== nameZh && <span lang="zh-CN">{nameZh}</span>}
              <small>
                {startsOn ?? words.blankDate} – {endsOn ?? words.blankDate}
              </small>
              <small>
                {systems.length > 0
                  ? systems
                      .map(({ name }) => name)
                      .slice(0, 4)
                      .join('、') + (systems.length > 4 ? ` ${words.andMore}` : '')
                  : words.noSystems}
              </small>
              <span className="go">{words.open} ›</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
