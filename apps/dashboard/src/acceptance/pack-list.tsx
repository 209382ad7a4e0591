import type { ContractView, DocumentView } from '@weibao/messages';
import { Link } from 'react-router';
import { acceptanceWords } from '../i18n/acceptance-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { recordingWords } from '../i18n/recording-words.js';
import { ClauseId } from '../payments/clause-id.js';
import { packOf } from './acceptance-pack.js';

/** The register of documents of a contract, as far as it has been read. */
export interface Register {
  documents: readonly DocumentView[] | undefined;
  unread: boolean; // it could not be read
}
interface PackListProps {
  contract: ContractView;
  year: number;
  register: Register;
}

/** Whether what the contract wanted in writing for the year is there; what is missing is named. */
export function PackList({ contract, year, register }: PackListProps) {
  const words = useWords(acceptanceWords);
  const options = useWords(recordingWords).options;
  const { language } = useLanguage();
  const { documents, unread } = register;
  const pack = documents && packOf(contract, year, documents);
  const nameOf = ({ documents: kinds, titleZh, titleEn, about }: DocumentView) =>
    [
      (language === 'zh' ? titleZh : titleEn) ?? kinds.map((kind) => options[kind] ?? kind).join(' / '),
      about === null ? '' : (options[about] ?? about),
    ]
      .filter(Boolean)
      .join(' · ');
  const whole = pack && pack.missing.length === 0 && pack.filed.length > 0;
  return (
    <>
      <h4>
        {words.pack}{' '}
        <small data-pack={pack ? (whole ? 'whole' : pack.missing.length) : 'unread'}>
          {whole && `✓ ${words.packWhole}`}
          {pack && pack.missing.length > 0 && `▲ ${words.packMissing(String(pack.missing.length))}`}
          {pack && pack.filed.length > 0 && ` · ${words.filed(String(pack.filed.length))}`}
        </small>
      </h4>
      {unread && !documents && <p className="hint">? {words.packUnread}</p>}
      {pack && pack.missing.length === 0 && pack.filed.length === 0 && <p className="hint">{words.packNone}</p>}
      <ul className="steps">
        {pack?.missing.map((document) => (
          <li
            key={`${document.clause} ${document.about} ${document.documents.join(' ')}`}
            data-missing={document.clause}
          >
            {document.status === 'overdue' ? '■' : '○'} {nameOf(document)}{' '}
            {document.dueOn !== null && <span>{words.by(document.dueOn)}</span>}{' '}
            {document.clause !== null && <ClauseId clause={document.clause} />}
          </li>
        ))}
      </ul>
      {pack && <Link to="/documents">{words.toDocuments} ›</Link>}
    </>
  );
}
