import type { ConsentNeedView, ConsentView, ContractView } from '@weibao/messages';
import { Button } from 'antd';
import { ClauseLink } from '../clauses/clause-link.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { recordingWords } from '../i18n/recording-words.js';
import { staffWords } from '../i18n/staff-words.js';
import { useContractsFor, type OpenForm } from '../recording/record-form.js';
import { isFormType } from '../recording/record-fields.js';
import { instantMs, momentOf } from '../time/moments.js';

/** A shape beside the word and the colour of each state. */
const shapes: Record<ConsentView['status'], string> = {
  done: '✓',
  without: '■',
  undetermined: '?',
  allowed: '▶',
  waiting: '○',
  refused: '✕',
};
const needShapes: Record<ConsentNeedView['state'], string> = {
  met: '✓',
  late: '▲',
  asked: '○',
  refused: '✕',
  unnamed: '?',
  missing: '▲',
};
const minute = (instant: string) => momentOf(instantMs(instant)).slice(0, 16);

interface ConsentRowProps {
  consent: ConsentView;
  contract: ContractView;
  onRecord(form: OpenForm): void;
}

/** An act that needs consent: what stands before it, what is missing, and what can be recorded next. */
export function ConsentRow({ consent, contract, onRecord }: ConsentRowProps) {
  const words = useWords(staffWords);
  const recording = useWords(recordingWords);
  const { language } = useLanguage();
  const { subject, post, person, actAt, status, needs, clause, consequence } = consent;
  const who = [post, person].filter(Boolean).join(' · ') || subject;
  return (
    <li data-consent={subject} data-state={status} data-clause={clause}>
      <b
        className={`state ${status === 'waiting' ? 'not-yet' : status}`}
      >{`${shapes[status]} ${words.states[status]}`}</b>
      <div>
        <strong>{language === 'zh' ? consent.titleZh : consent.titleEn}</strong> {who}
        <small>
          {actAt === null ? words.notYet : words.happened(minute(actAt))} ·{' '}
          <ClauseLink contract={contract.contract} clause={clause} />
          {status === 'without' && consequence !== null && (
            <>
              {' · '}
              {words.consequence} <ClauseLink contract={contract.contract} clause={consequence} />
            </>
          )}
        </small>
        <ul className="needs">
          {needs.map((need) => (
            <li key={need.need} data-need={need.need} data-state={need.state} className={need.state}>
              {needShapes[need.state]}{' '}
              {need.need === 'approval' ? words.approval : (recording.options[need.need] ?? need.need)}
              {need.stamped && `（${words.stamped}）`}：{said(need, words)}
            </li>
          ))}
        </ul>
      </div>
      <span className="actions">
        {actAt === null && status !== 'refused' && (
          <NextSteps consent={consent} contract={contract} onRecord={onRecord} />
        )}
      </span>
    </li>
  );
}

function said({ state, at }: ConsentNeedView, words: (typeof staffWords)['zh']): string {
  if (state === 'met' || state === 'late') return words.needs[state](at === null ? '' : minute(at));
  return words.needs[state];
}

/** What is still to be filed, and, once everything stands, that it was done. A change of staff is recorded from here; a session or a delivery where it happens. */
function NextSteps({ consent, contract, onRecord }: ConsentRowProps) {
  const words = useWords(staffWords);
  const recording = useWords(recordingWords);
  const contractsFor = useContractsFor([contract]);
  const { needs, subject, act, status } = consent;
  const wanted = needs.filter(({ need, state }) => need !== 'approval' && state !== 'met');
  return (
    <>
      {contractsFor('document.filed').length > 0 &&
        wanted.map(({ need, stamped }) => (
          <Button
            key={need}
            data-file-it={need}
            onClick={() =>
              onRecord({
                type: 'document.filed',
                known: { document: need, about: subject, stamped },
                contracts: [contract],
              })
            }
          >
            {words.fileIt(recording.options[need] ?? need)}
          </Button>
        ))}
      {status === 'allowed' && act.startsWith('staff.') && isFormType(act) && contractsFor(act).length > 0 && (
        <Button
          type="primary"
          data-do-it={subject}
          onClick={() => onRecord({ type: act, known: { person: subject }, contracts: [contract] })}
        >
          {words.doIt}
        </Button>
      )}
    </>
  );
}
