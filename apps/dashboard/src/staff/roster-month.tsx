import type { ContractView, RosterView } from '@weibao/messages';
import { Button } from 'antd';
import { useState } from 'react';
import { ClauseLink } from '../clauses/clause-link.js';
import { useWords } from '../i18n/language.js';
import { staffWords } from '../i18n/staff-words.js';
import { useContractsFor } from '../recording/record-form.js';
import { momentOf, instantMs } from '../time/moments.js';
import { dayNumbers, weeksOf, type RosterCell } from './roster-days.js';
import { RosterForm } from './roster-form.js';

const shapes: Record<RosterView['status'], string> = {
  upcoming: '·',
  due: '○',
  done: '✓',
  late: '▲',
  overdue: '■',
  'not-recorded': '–',
};

/** One month: each weekend and holiday day with who stands on it; the days without anybody are named. */
export function RosterMonth({ contract, roster }: { contract: ContractView; roster: RosterView }) {
  const words = useWords(staffWords);
  const [filling, setFilling] = useState(false);
  const mayFile = useContractsFor([contract])('document.filed').length > 0;
  const { clause, period, status, dueOn, filedAt, missing, provisional } = roster;
  return (
    <article className="roster card" data-roster={period} data-state={status} aria-label={words.month(period)}>
      <header>
        <h3>
          {words.month(period)}{' '}
          <b className={`state ${status}`}>
            {shapes[status]} {words.rosterStates[status]}
          </b>
        </h3>
        <small>
          {[
            ...(dueOn === null ? [] : [words.due(dueOn)]),
            ...(filedAt === null ? [] : [words.filed(momentOf(instantMs(filedAt)).slice(0, 16))]),
          ].join(' · ')}{' '}
          · <ClauseLink contract={contract.contract} clause={clause} />
        </small>
      </header>
      <table>
        <thead>
          <tr>
            {words.weekdays.map((day) => (
              <th key={day} scope="col">
                {day}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(roster).map((week, place) => (
            <tr key={place}>
              {week.map((cell, day) => (
                <Day key={day} cell={cell} known={missing !== null} filed={filedAt !== null} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {filedAt !== null && missing === null && <p className="undetermined">? {words.unknownCover}</p>}
      {missing !== null && missing.length === 0 && <p className="done">✓ {words.complete}</p>}
      {missing !== null && missing.length > 0 && (
        <p className="without" data-missing={missing.join(' ')}>
          ▲ {words.missing(dayNumbers(missing))}
        </p>
      )}
      {provisional && <p className="hint">{words.provisional}</p>}
      {mayFile && (
        <Button data-fill={period} onClick={() => setFilling(true)}>
          {words.fillIn}
        </Button>
      )}
      {filling && <RosterForm contract={contract} roster={roster} onClose={() => setFilling(false)} />}
    </article>
  );
}

function Day({ cell, known, filed }: { cell: RosterCell; known: boolean; filed: boolean }) {
  const words = useWords(staffWords);
  if (cell === null) return <td />;
  const number = Number(cell.on.slice(8));
  const { rest } = cell;
  if (rest === null) return <td className="worked">{number}</td>;
  const people = rest.people.map(({ person }) => person).join('、');
  const empty = people === '' && known;
  return (
    <td className={`rest ${empty ? 'empty' : ''}`} data-day={cell.on} title={words.kinds[rest.kind]}>
      <span>
        {number}
        {rest.kind === 'holiday' && <i aria-label={words.kinds.holiday}>★</i>}
      </span>
      {people !== '' ? <b>{people}</b> : filed && <b>{known ? `▲ ${words.nobody}` : `? ${words.unknown}`}</b>}
    </td>
  );
}
