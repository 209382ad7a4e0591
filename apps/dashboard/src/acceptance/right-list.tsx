import type { FactOf, RightRecord } from '@weibao/exchange';
import { useQuery } from '@tanstack/react-query';
import { mayRecord, sideOf, type ContractView, type RecordedFact } from '@weibao/messages';
import { Button } from 'antd';
import { useState } from 'react';
import { acceptanceWords } from '../i18n/acceptance-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { recordingWords } from '../i18n/recording-words.js';
import { ClauseId } from '../payments/clause-id.js';
import { periodText } from '../payments/period-text.js';
import { MarksLine } from '../payments/why-tree.js';
import { RecordForm } from '../recording/record-form.js';
import { recordsQuery } from '../recording/records-query.js';
import { useSession } from '../session/session.js';
import { instantMs, momentOf } from '../time/moments.js';

type Act = 'right.exercised' | 'right.let-go';
const stateOf = ({ exercisedAt, letGoAt }: RightRecord) =>
  exercisedAt !== null ? 'exercised' : letGoAt === undefined ? 'arisen' : 'let-go';
const shapes = { arisen: '▲', exercised: '✓', 'let-go': '–' };

/** The fact by which a right was exercised or let go: who decided, and why. */
function decisionOn(right: RightRecord, facts: readonly RecordedFact[]): RecordedFact | undefined {
  const when = right.exercisedAt ?? right.letGoAt;
  return facts.find(({ at, fact }) => {
    const said = fact as Partial<FactOf<Act>>;
    return when !== undefined && instantMs(at) === instantMs(when) && said.right === right.right;
  });
}

/** The rights that have arisen, with what triggered them, and who exercised them or let them go and why; only its holder is offered to. */
export function RightList({ contract, rights }: { contract: ContractView; rights: readonly RightRecord[] }) {
  const words = useWords(acceptanceWords);
  const options = useWords(recordingWords).options;
  const { language } = useLanguage();
  const session = useSession();
  const [open, setOpen] = useState<{ right: RightRecord; type: Act } | null>(null);
  const records = useQuery({
    ...recordsQuery(contract.contract, 'right.exercised,right.let-go'),
    enabled: rights.some((right) => stateOf(right) !== 'arisen'),
  });
  const side = sideOf(session, contract.parties);
  const mayExercise = mayRecord('right.exercised', session.role, side);
  const day = (instant: string) => momentOf(instantMs(instant)).slice(0, 16);
  return (
    <>
      {rights.length === 0 ? <p className="hint">{words.noRights}</p> : <h3>{words.rights}</h3>}
      <ul className="rights">
        {rights.map((right) => {
          const state = stateOf(right);
          const decision = decisionOn(right, records.data?.facts ?? []);
          return (
            <li
              key={`${right.right} ${right.clause} ${right.holder} ${right.since}`}
              className="card"
              data-right={right.right}
              data-state={state}
            >
              <div>
                <b>
                  {shapes[state]} {options[right.right] ?? right.right}
                </b>{' '}
                <ClauseId clause={right.clause} />
                <small>
                  {[
                    words.holder[right.holder],
                    words.since(day(right.since)),
                    right.exercisedAt !== null
                      ? words.exercisedAt(day(right.exercisedAt))
                      : right.letGoAt === undefined
                        ? words.standing
                        : words.letGoAt(day(right.letGoAt)),
                  ].join(' · ')}
                </small>
                {right.because.length > 0 && (
                  <small>
                    {words.because(
                      right.because.map((what) => periodText(what, language)).join(language === 'zh' ? '、' : ', '),
                    )}
                  </small>
                )}
                {decision && (
                  <small data-decided>
                    {words.rightReason(
                      decision.account ?? words.holder[right.holder],
                      String(decision.fact.note ?? ''),
                    )}
                  </small>
                )}
                <MarksLine marks={right} />
              </div>
              {mayExercise && right.holder === side && state === 'arisen' && (
                <div className="acts">
                  <Button data-exercise={right.right} onClick={() => setOpen({ right, type: 'right.exercised' })}>
                    {words.exercise}
                  </Button>
                  <Button data-let-go={right.right} onClick={() => setOpen({ right, type: 'right.let-go' })}>
                    {words.letGo}
                  </Button>
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {open && (
        <RecordForm
          open={{
            type: open.type,
            contracts: [contract],
            known: { right: open.right.right, clause: open.right.clause },
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
