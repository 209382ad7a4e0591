import type { FindingView } from '@weibao/messages';
import { ClauseLink } from '../clauses/clause-link.js';
import { contractWords } from '../i18n/contract-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { AcceptFinding } from './accept-finding.js';
import { severityShapes } from './clause-face.js';

/** What cannot be computed, contradicts itself or is left blank in the terms, gravest first, each with what would mend it. */
export function FindingList({ contract, findings }: { contract: string; findings: readonly FindingView[] }) {
  const words = useWords(contractWords);
  const { language } = useLanguage();
  if (findings.length === 0)
    return (
      <div className="card nothing" data-empty="findings">
        <b>✓ {words.noFindings}</b>
        <p>{words.noFindingsHint}</p>
      </div>
    );
  return (
    <ol className="clauses">
      {findings.map((finding) => (
        <li
          key={`${finding.finding} ${finding.clause} ${finding.en}`}
          className="card"
          data-finding={finding.finding}
          data-severity={finding.severity}
        >
          <div className="clause-head">
            <span className={`severity ${finding.severity}`}>
              {severityShapes[finding.severity]} {words.severities[finding.severity]}
            </span>
            <ClauseLink contract={contract} clause={finding.clause} />
            {finding.ambiguity !== null && <code>¶ {finding.ambiguity}</code>}
          </div>
          <p>{language === 'zh' ? finding.zh : finding.en}</p>
          <p className="proposal">
            <b>{words.proposal}</b> {language === 'zh' ? finding.proposalZh : finding.proposalEn}
          </p>
          {finding.affects.length > 0 && (
            <p className="affects">
              {words.affects}{' '}
              {finding.affects.map((clause) => (
                <ClauseLink contract={contract} key={clause} clause={clause} />
              ))}
            </p>
          )}
          <AcceptFinding contract={contract} finding={finding} />
        </li>
      ))}
    </ol>
  );
}
