import type { ContractTermsView } from '@weibao/messages';
import { ChangeList } from '../figures/change-list.js';
import { amendmentWords } from '../i18n/amendment-words.js';
import { useWords } from '../i18n/language.js';
import { instantMs, momentOf } from '../time/moments.js';

/** The versions of a contract: its amendments, the one that holds last first, each with what it changed, and the terms as signed. */
export function VersionList({ terms }: { terms: ContractTermsView }) {
  const words = useWords(amendmentWords);
  const { versions } = terms;
  return (
    <ol className="clauses">
      {versions.map(({ fact, effectiveOn, supplement, document, at, account, files, figures, parameters }) => (
        <li key={fact} className="card" data-version={effectiveOn}>
          <div className="clause-head">
            <b>{words.from(effectiveOn)}</b>
            <span>{supplement ?? document ?? words.unnumbered}</span>
            <small>{words.recordedBy(account ?? words.imported, momentOf(instantMs(at)))}</small>
            {files.map(({ sha256, name }) => (
              <a key={sha256} href={`/api/contracts/${encodeURIComponent(terms.contract)}/evidence/${sha256}`}>
                {words.file(name ?? sha256.slice(0, 12))}
              </a>
            ))}
          </div>
          {figures === null ? (
            <p className="hint">{words.hidden}</p>
          ) : (
            <ChangeList figures={figures} parameters={parameters ?? []} />
          )}
        </li>
      ))}
      {versions.length === 0 && (
        <li className="card nothing" data-empty="versions">
          <b>{words.none}</b>
          <p>{words.noneHint}</p>
        </li>
      )}
      <li className="card" data-version="signed">
        <b>{words.asSigned(terms.version)}</b>
      </li>
    </ol>
  );
}
