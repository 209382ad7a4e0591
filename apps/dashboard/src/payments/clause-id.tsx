import { Popover } from 'antd';
import { ClauseLink } from '../clauses/clause-link.js';
import { contractWords } from '../i18n/contract-words.js';
import { paymentWords } from '../i18n/payment-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { useClause, useContractOfTerms } from './terms.js';

/** A clause by its id, as statements cite it; it opens to its place in the paper and its text. The Chinese text is the contract's, English stands beside it. */
export function ClauseId({ clause }: { clause: string }) {
  const words = useWords(paymentWords);
  const { language } = useLanguage();
  const inContract = useWords(contractWords).inContract;
  const text = useClause(clause);
  const contract = useContractOfTerms();
  if (!text || contract === undefined) return <code className="clause-id">{clause}</code>;
  const content = (
    <div className="clause-text" data-clause={clause}>
      {language === 'en' && <p>{text.en}</p>}
      <p lang="zh-CN">{text.zh}</p>
      <ClauseLink contract={contract} clause={clause}>
        {inContract} ›
      </ClauseLink>
    </div>
  );
  return (
    <Popover title={`${words.clause} ${text.place} · ${clause}`} content={content} trigger={['click']}>
      <button type="button" className="clause-id" onClick={(event) => event.stopPropagation()}>
        {clause}
      </button>
    </Popover>
  );
}
