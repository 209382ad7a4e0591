import type { RightRecord } from '@weibao/exchange';
import { mayRecord, sideOf, type ContractView } from '@weibao/messages';
import { Button } from 'antd';
import { useState } from 'react';
import { acceptanceWords } from '../i18n/acceptance-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { recordingWords } from '../i18n/recording-words.js';
import { ClauseId } from '../payments/clause-id.js';
import { periodText } from '../payments/period-text.js';
import { MarksLine } from '../payments/why-tree.js';
import { RecordForm } from '../recording/record-form.js';
import { useSession } from '../session/session.js';
import { instantMs, momentOf } from '../time/moments.js';

/** The rights that have arisen, with what triggered them; only its holder is offered to exercise one. */
export function RightList({ contract, rights }: { contract: ContractView; rights: readonly RightRecord[] }) {
  const words = useWords(acceptanceWords);
  const options = useWords(recordingWords).options;
  const { language } = useLanguage();
  const session = useSession();
  const [open, setOpen] = useState<RightRecord | null>(null);
  const side = sideOf(session, contract.parties);
  const mayExercise = mayRecord('right.exercised', session.role, side);
  const day = (instant: string) => momentOf(instantMs(instant)).slice(0, 16);
  return (
    <>
      <h3>{words.rights}</h3>
      {rights.length === 0 && <p className="hint">{words.noRights}</p>}
      <ul className="rights">
        {rights.map((right) => (
          <li
            key={`${right.right} ${right.clause} ${right.holder} ${right.since}`}
            className="card"
            data-right={right.right}
            data-state={right.exercisedAt === null ? 'arisen' : 'exercised'}
          >
            <div>
              <b>
                {right.exercisedAt === null ? '▲' : '✓'} {options[right.right] ?? right.right}
              </b>{' '}
              <ClauseId clause={right.clause} />
              <small>
                {[
                  words.holder[right.holder],
                  words.since(day(right.since)),
                  right.exercisedAt === null ? words.standing : words.exercisedAt(day(right.exercisedAt)),
                ].join(' · ')}
              </small>
              {right.because.length > 0 && (
                <small>
                  {words.because(
                    right.because.map((what) => periodText(what, language)).join(language === 'zh' ? '、' : ', '),
                  )}
                </small>
              )}
              <MarksLine marks={right} />
            </div>
            {mayExercise && right.holder === side && right.exercisedAt === null && (
              <Button data-exercise={right.right} onClick={() => setOpen(right)}>
                {words.exercise}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {open && (
        <RecordForm
          open={{ type: 'right.exercised', contracts: [contract], known: { right: open.right, clause: open.clause } }}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
