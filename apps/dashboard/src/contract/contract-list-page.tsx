import { Link } from 'react-router';
import { ContractsPage } from '../frame/contracts-page.js';
import { contractWords } from '../i18n/contract-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import '../payments/payments.css';
import './contract.css';

/** The contracts in which one's organisation has a part; each opens to its clauses. */
export function ContractListPage() {
  const words = useWords(contractWords);
  const { language } = useLanguage();
  return (
    <ContractsPage words={words}>
      {(contracts) => (
        <ul className="contract-list">
          {contracts.map(({ contract, nameZh, nameEn, startsOn, endsOn, systems }) => (
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
      )}
    </ContractsPage>
  );
}
