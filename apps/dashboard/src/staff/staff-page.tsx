import { useQuery } from '@tanstack/react-query';
import type { ContractView } from '@weibao/messages';
import { Select, Skeleton } from 'antd';
import { useSearchParams } from 'react-router';
import { Refused } from '../frame/refused.js';
import { contractsQuery } from '../http/queries.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { staffWords } from '../i18n/staff-words.js';
import { StaffOfContract } from './staff-of-contract.js';
import './staff.css';

/** The people of one contract at a time; which one stands in the address. */
export function StaffPage() {
  const words = useWords(staffWords);
  const frame = useWords(frameWords);
  const { language } = useLanguage();
  const [params, setParams] = useSearchParams();
  const { data, error } = useQuery(contractsQuery);
  const contracts = data?.contracts ?? [];
  const chosen = contracts.find(({ contract }) => contract === params.get('contract')) ?? contracts[0];
  const nameOf = ({ nameZh, nameEn }: ContractView) => (language === 'zh' ? nameZh : nameEn);
  return (
    <div className="staff-page">
      <header>
        <h1>
          {words.title} <small>{words.lead}</small>
        </h1>
        {chosen && (
          <Select
            aria-label={words.contract}
            value={chosen.contract}
            popupMatchSelectWidth={false}
            onChange={(contract) => setParams({ contract }, { replace: true })}
            options={contracts.map((one) => ({ value: one.contract, label: nameOf(one) }))}
          />
        )}
      </header>
      {error && <Refused error={error} title={frame.readFailed(words.title)} />}
      {!data && !error && <Skeleton active paragraph={{ rows: 8 }} />}
      {data && !chosen && <p className="hint">{words.emptyContracts}</p>}
      {chosen && <StaffOfContract key={chosen.contract} contract={chosen} />}
    </div>
  );
}
