import type { ContractView, DocumentView, FilingView } from '@weibao/messages';
import { Button } from 'antd';
import { Link } from 'react-router';
import { ClauseLink } from '../clauses/clause-link.js';
import { FileLinks } from '../evidence/file-links.js';
import { documentWords } from '../i18n/document-words.js';
import { dutyWords } from '../i18n/duty-words.js';
import { useLanguage, useWords, type Language } from '../i18n/language.js';
import { ledgerWords } from '../i18n/ledger-words.js';
import { recordingWords } from '../i18n/recording-words.js';
import { useContractsFor, type OpenForm } from '../recording/record-form.js';
import { instantMs, momentOf } from '../time/moments.js';
import { isOpen, shapeOf, stateOf } from './document-face.js';
import { paperOf } from '../sheets/paper-address.js';

interface DocumentRowProps {
  document: DocumentView;
  contract: ContractView;
  onRecord(form: OpenForm): void;
}

/** One document: whether it is there, what is asked of it, its versions with their files, and the buttons that file or confirm it. */
export function DocumentRow({ document, contract, onRecord }: DocumentRowProps) {
  const words = useWords(documentWords);
  const recording = useWords(recordingWords);
  const sides = useWords(dutyWords).owedBy;
  const { language } = useLanguage();
  const contractsFor = useContractsFor([contract]);
  const { about, filings, clause } = document;
  const kinds = document.documents.map((kind) => recording.options[kind] ?? kind).join(` / `);
  const title = (language === 'zh' ? document.titleZh : document.titleEn) ?? kinds;
  const due = document.dueAt === null ? document.dueOn : momentOf(instantMs(document.dueAt)).slice(0, 16);
  const state = stateOf(document);
  const paper = paperOf(document);
  const mayFile = contractsFor('document.filed').length > 0;
  const known = { document: document.documents[0] ?? '', ...(about === null ? {} : { about }) };
  return (
    <li data-document={document.documents[0]} data-about={about ?? ''} data-state={state}>
      <b className={`state ${state}`}>{`${shapeOf(document)} ${words.states[state]}`}</b>
      <div>
        <strong>{title}</strong>
        {title !== kinds && <em> {kinds}</em>}
        {about !== null && <span className="about"> {words.about(recording.options[about] ?? about)}</span>}
        <small>
          {[
            language === 'zh' ? contract.nameZh : contract.nameEn,
            ...(clause === null ? [] : [due === null ? words.noDue : words.dueBy(due)]),
            ...(document.owedBy === null ? [] : [sides[document.owedBy]]),
          ].join(' · ')}
          {clause !== null && (
            <>
              {' · '}
              <ClauseLink contract={contract.contract} clause={clause} />
            </>
          )}
          {document.stamped && ` · ◆ ${words.needsSeal}`}
        </small>
        {document.wanted !== null && (
          <small data-parts>
            {words.mustState(namesOf(document.wanted.parts, language))} ·{' '}
            <ClauseLink contract={contract.contract} clause={document.wanted.clause} />
          </small>
        )}
        {filings.map((filing) => (
          <Filing key={filing.fact} filing={filing} document={document} onConfirm={confirmOf(filing)} />
        ))}
      </div>
      <span className="actions">
        {paper !== null && (
          <Link to={paper} data-paper-of={about ?? ''}>
            {words.printPaper}
          </Link>
        )}
        {mayFile && (
          <Button
            type={isOpen(document) ? 'primary' : 'default'}
            data-file-it={document.documents[0]}
            onClick={() =>
              onRecord({
                type: 'document.filed',
                known: { ...known, stamped: document.stamped },
                contracts: [contract],
                parts: document.wanted?.parts ?? [],
              })
            }
          >
            {filings.length === 0 ? words.file : words.fileAgain}
          </Button>
        )}
      </span>
    </li>
  );

  function confirmOf(filing: FilingView): (() => void) | undefined {
    if (filing.confirmedAt !== null || contractsFor('document.confirmed').length === 0) return undefined;
    return () =>
      onRecord({ type: 'document.confirmed', known: { ...known, document: filing.document }, contracts: [contract] });
  }
}

type Part = NonNullable<DocumentView['wanted']>['parts'][number];

const namesOf = (parts: readonly Part[], language: Language): string =>
  parts.map(({ nameZh, nameEn }) => (language === 'zh' ? nameZh : nameEn)).join(language === 'zh' ? '、' : ', ');

/** Whether a version states what the contract wants, as whoever filed it ticked it. */
function Parts({ said, wanted }: { said: readonly string[] | null; wanted: readonly Part[] }) {
  const words = useWords(documentWords);
  const { language } = useLanguage();
  if (said === null) return <span data-parts-state="unsaid"> · ? {words.partsUnsaid}</span>;
  const missing = wanted.filter(({ part }) => !said.includes(part));
  if (missing.length === 0) return <span data-parts-state="whole"> · ✓ {words.partsWhole}</span>;
  return (
    <b className="warn" data-parts-state="missing">
      {' '}
      ▲ {words.partsMissing(namesOf(missing, language))}
    </b>
  );
}

interface FilingProps {
  filing: FilingView;
  document: DocumentView;
  onConfirm: (() => void) | undefined;
}

function Filing({ filing, document, onConfirm }: FilingProps) {
  const words = useWords(documentWords);
  const sides = useWords(ledgerWords).sides;
  return (
    <div className="filing" data-version={filing.version}>
      <span>
        {words.version(String(filing.version))} · {momentOf(instantMs(filing.at)).slice(0, 16)}
        {filing.by !== null && ` · ${sides[filing.by] ?? filing.by}`}
        {filing.stamped ? ` · ◆ ${words.stamped}` : ` · ◇ ${words.unstamped}`}
        {document.stamped && !filing.stamped && <b className="warn"> ▲ {words.unstampedWarn}</b>}
        {document.wanted !== null && <Parts said={filing.parts} wanted={document.wanted.parts} />}
        {filing.confirmedAt !== null && ` · ✓ ${words.confirmedAt(filing.confirmedAt.slice(0, 10))}`}
      </span>
      {filing.files.length === 0 ? (
        <small>○ {words.noFile}</small>
      ) : (
        <FileLinks contract={document.contract} files={filing.files} />
      )}
      {onConfirm && (
        <Button size="small" onClick={onConfirm}>
          {words.confirm}
        </Button>
      )}
    </div>
  );
}
