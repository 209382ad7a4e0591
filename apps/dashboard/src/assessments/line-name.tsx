import { useLanguage } from '../i18n/language.js';
import { ClauseId } from '../payments/clause-id.js';
import { useClause } from '../payments/terms.js';

/** A line of the scorecard as the contract says it, with its clause. */
export function LineName({ clause }: { clause: string }) {
  const { language } = useLanguage();
  const text = useClause(clause);
  return (
    <span className="line-name">
      {language === 'zh' ? text?.zh : text?.en} <ClauseId clause={clause} />
    </span>
  );
}
