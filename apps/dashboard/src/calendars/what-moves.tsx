import type { CalendarMove } from '@weibao/messages';
import { useContractName } from '../http/contract-name.js';
import { calendarWords } from '../i18n/calendar-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { instantMs, momentOf } from '../time/moments.js';
import type { PreviewAnswer } from './calendar-query.js';

const whenDue = (due: string | null) =>
  due === null ? '–' : due.includes('T') ? momentOf(instantMs(due)).slice(0, 16) : due;

/** Contract by contract, what another list would move: what is open first. */
export function WhatMoves({ preview }: { preview: PreviewAnswer }) {
  const words = useWords(calendarWords);
  const nameOf = useContractName();
  return (
    <div data-moves>
      {preview.missing.map(({ contract, message }) => (
        <p className="missing" role="status" key={contract}>
          ▲ {words.missing(nameOf(contract), message)}
        </p>
      ))}
      {preview.contracts.map(({ contract, concerned, stands, moves, total }) => (
        <section key={contract} data-moves-of={contract} data-total={total}>
          <h3>{nameOf(contract)}</h3>
          <p>{!concerned ? words.concerned : stands ? words.stands : words.previewed(total)}</p>
          {moves.length > 0 && <MoveTable moves={[...moves].sort((a, b) => Number(b.open) - Number(a.open))} />}
          {total > moves.length && <p>{words.more(total - moves.length)}</p>}
        </section>
      ))}
    </div>
  );
}

function MoveTable({ moves }: { moves: readonly CalendarMove[] }) {
  const words = useWords(calendarWords);
  const { language } = useLanguage();
  const stateOf = (status: string | null) => (status === null ? words.notOwed : (words.status[status] ?? status));
  return (
    <div className="scrolls" tabIndex={0} role="region" aria-label={words.preview}>
      <table>
        <thead>
          <tr>
            <th>{words.what}</th>
            <th>{words.about}</th>
            <th>{words.before}</th>
            <th>{words.after}</th>
            <th>{words.states}</th>
          </tr>
        </thead>
        <tbody>
          {moves.map((move, index) => (
            <tr key={`${move.clause} ${move.about} ${index}`} data-move={move.clause}>
              <td title={language === 'zh' ? move.textZh : move.textEn}>
                {words.kinds[move.kind]} {move.clause}
              </td>
              <td>{move.about ?? '–'}</td>
              <td>{whenDue(move.before)}</td>
              <td>{whenDue(move.after)}</td>
              <td>
                {stateOf(move.statusBefore)}
                {move.statusAfter !== move.statusBefore && ` → ${stateOf(move.statusAfter)}`} ·{' '}
                {move.open ? words.openOnly : words.done}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
