import { useQuery } from '@tanstack/react-query';
import type { AcceptanceRecord } from '@weibao/exchange';
import type { RecordedFact } from '@weibao/messages';
import { FileLinks } from '../evidence/file-links.js';
import { acceptanceWords } from '../i18n/acceptance-words.js';
import { dutyWords } from '../i18n/duty-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { ledgerWords } from '../i18n/ledger-words.js';
import { ClauseId } from '../payments/clause-id.js';
import { instantMs, momentOf } from '../time/moments.js';
import { rectificationQuery } from '../http/acceptance-queries.js';
import type { AcceptanceStep, Step } from './acceptance-steps.js';

interface StepListProps {
  contract: string;
  acceptance: AcceptanceRecord;
  steps: readonly Step[];
}

/** What was done when and by whom, with its reason and files, and by when the rest is to be done. */
export function StepList({ contract, acceptance, steps }: StepListProps) {
  const words = useWords(acceptanceWords);
  const duties = useWords(dutyWords);
  const sides = useWords(ledgerWords).sides;
  const { language } = useLanguage();
  const { data } = useQuery(rectificationQuery);
  const limits = (data?.duties ?? []).filter(
    (duty) => duty.contract === contract && duty.proof.facts.some(({ known }) => known['year'] === acceptance.year),
  );
  const dueOf: Partial<Record<AcceptanceStep, string | null>> = {
    'acceptance.applied': acceptance.applyBy,
    'acceptance.held': acceptance.holdBy,
  };
  return (
    <>
      <h4>{words.steps}</h4>
      <ol className="steps">
        {steps.map(({ step, record, passed }) => {
          const due = dueOf[step];
          return (
            <li key={step} data-step={step} data-state={record ? 'done' : 'open'}>
              <b>
                {record ? (passed === false ? '✕' : '✓') : '○'} {words.stepTitles[step]}
                {passed !== null && ` · ${passed ? words.passed : words.failed}`}
              </b>{' '}
              <span>
                {record
                  ? words.recordedBy(
                      momentOf(instantMs(record.at)).slice(0, 16),
                      sides[record.by ?? ''] ?? record.by ?? '',
                    )
                  : words.notYet}
                {due && ` · ${words.by(due)}`}
              </span>
              {record && <Said contract={contract} record={record} />}
            </li>
          );
        })}
      </ol>
      {limits.length > 0 && <h4>{words.limits}</h4>}
      <ul className="steps">
        {limits.map((duty) => (
          <li key={`${duty.clause} ${duty.owedBy}`} data-limit={duty.clause} data-state={duty.status}>
            <b>
              {duty.status === 'done' ? '✓' : duty.status === 'overdue' || duty.status === 'late' ? '■' : '○'}{' '}
              {language === 'zh' ? duty.titleZh : duty.titleEn}
            </b>{' '}
            <span>
              {duty.dueOn !== undefined && `${words.by(duty.dueOn)} · `}
              {duties.states[duty.status]}
            </span>{' '}
            <ClauseId clause={duty.clause} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** The reason that was given and the files that prove the step. */
function Said({ contract, record }: { contract: string; record: RecordedFact }) {
  const words = useWords(acceptanceWords);
  const {
    note,
    fileName,
    evidence = [],
  } = record.fact as { note?: string; fileName?: string } & Pick<RecordedFact['fact'], 'evidence'>;
  const names = fileName?.split('\n') ?? [];
  return (
    <>
      {note !== undefined && <small>{words.note(note)}</small>}
      <FileLinks contract={contract} files={evidence.map((file, place) => ({ ...file, name: names[place] ?? null }))} />
    </>
  );
}
