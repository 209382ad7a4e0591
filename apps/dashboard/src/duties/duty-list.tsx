import type { ContractView, DutyView } from '@weibao/messages';
import { Button, Pagination } from 'antd';
import { useState } from 'react';
import { dutyWords } from '../i18n/duty-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { recordingWords, type RecordingWords } from '../i18n/recording-words.js';
import { useContractsFor, type OpenForm } from '../recording/record-form.js';
import { shortDate } from '../time/moments.js';
import { countOf, dueDay, isOpen, keyOf, shapes } from './duty-face.js';
import { proofFormsOf } from './duty-proofs.js';

const PAGE_ROWS = 20;

interface DutyListProps {
  duties: readonly DutyView[];
  contracts: readonly ContractView[];
  today: string;
  onOpen(duty: DutyView): void;
  onRecord(form: OpenForm): void;
}

/** Overdue first, then by day; what is done comes last. */
export function inOrder(duties: readonly DutyView[]): DutyView[] {
  const rank = ({ status }: DutyView) =>
    status === 'overdue' ? 0 : status === 'due' ? 1 : status === 'upcoming' ? 2 : 3;
  return [...duties].sort(
    (a, b) =>
      rank(a) - rank(b) || (dueDay(a) ?? '9999').localeCompare(dueDay(b) ?? '9999') || keyOf(a).localeCompare(keyOf(b)),
  );
}

export function DutyList({ duties, contracts, today, onOpen, onRecord }: DutyListProps) {
  const words = useWords(dutyWords);
  const { language } = useLanguage();
  const [page, setPage] = useState(1);
  const recording = useWords(recordingWords);
  const contractsFor = useContractsFor(contracts);
  const rows = inOrder(duties);
  const last = Math.max(1, Math.ceil(rows.length / PAGE_ROWS));
  const at = Math.min(page, last);
  if (rows.length === 0) return <p className="card empty">○ {words.emptyList}</p>;
  const nameOf = (contract: string) => {
    const found = contracts.find((one) => one.contract === contract);
    return found ? (language === 'zh' ? found.nameZh : found.nameEn) : contract;
  };
  return (
    <section className="card duty-list" aria-label={words.list}>
      <ul>
        {rows.slice((at - 1) * PAGE_ROWS, at * PAGE_ROWS).map((duty) => {
          const title = language === 'zh' ? duty.titleZh : duty.titleEn;
          const day = dueDay(duty);
          const about =
            duty.alike === undefined
              ? aboutOf(duty, recording)
              : words.daysAlike(day?.slice(0, 7) ?? '', String(countOf([duty])));
          const usual = isOpen(duty) ? proofFormsOf(duty)[0] : undefined;
          const own = usual ? contractsFor(usual.type).filter(({ contract }) => contract === duty.contract) : [];
          return (
            <li key={keyOf(duty)} className={duty.status} data-duty={duty.clause} data-state={duty.status}>
              <span className="state">
                {shapes[duty.status]} {words.states[duty.status]}
              </span>
              <span className="what">
                <button type="button" className="open" onClick={() => onOpen(duty)}>
                  {title}
                  {about !== undefined && <em>{about}</em>}
                </button>
                <small>
                  {nameOf(duty.contract)} · {words.owedBy[duty.owedBy]}
                </small>
              </span>
              <time dateTime={day ?? undefined}>{day === null ? words.undated : shortDate(day, today)}</time>
              {usual && own.length > 0 ? (
                <Button
                  type="primary"
                  aria-label={words.recordFor(`${title} ${about ?? ''}`.trim())}
                  onClick={() => onRecord({ type: usual.type, known: usual.known, contracts: own })}
                >
                  {words.record}
                </Button>
              ) : (
                <span />
              )}
            </li>
          );
        })}
      </ul>
      <Pagination
        current={at}
        total={rows.length}
        pageSize={PAGE_ROWS}
        showSizeChanger={false}
        hideOnSinglePage
        showLessItems
        showTotal={() => words.total(String(countOf(rows)))}
        onChange={setPage}
      />
    </section>
  );
}

/** The period, and of several documents owed under one clause which one. */
function aboutOf({ period, subject }: DutyView, recording: RecordingWords): string | undefined {
  const named = subject === undefined ? undefined : (recording.options[subject] ?? subject);
  return [period, named].filter(Boolean).join(' · ') || undefined;
}
