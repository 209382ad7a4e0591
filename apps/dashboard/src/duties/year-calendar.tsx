import type { DutyStatus } from '@weibao/exchange';
import type { ContractView, DutyView } from '@weibao/messages';
import { Tooltip } from 'antd';
import { dutyWords, type DutyWords } from '../i18n/duty-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { countOf, shapes } from './duty-face.js';
import { months, yearRows, type MonthCell } from './year-rows.js';

interface YearCalendarProps {
  duties: readonly DutyView[];
  year: string;
  contracts: readonly ContractView[];
  today: string;
  onOpen(duty: DutyView): void;
  /** A month with several, or `all` for those without a day: shown as a list. */
  onMonth(month: string, duty: DutyView): void;
}

const order = Object.keys(shapes) as DutyStatus[];

/** How many in which state, in words: `1 项逾期未做，2 项已完成`. */
export const figuresOf = (duties: readonly DutyView[], words: DutyWords): string =>
  order
    .map((status) => [status, countOf(duties.filter((duty) => duty.status === status))] as const)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => words.figure(String(count), words.states[status]))
    .join('、');

/** The duties of a year against its months: a table for everybody, with a shape and words for each state. */
export function YearCalendar({ duties, year, contracts, today, onOpen, onMonth }: YearCalendarProps) {
  const words = useWords(dutyWords);
  const { language } = useLanguage();
  const rows = yearRows(duties, year);
  if (rows.length === 0) return <p className="card empty">○ {words.emptyYear}</p>;
  const thisMonth = today.slice(0, 7);
  return (
    <section className="card year" aria-label={words.calendar}>
      <ul className="legend" aria-label={words.legend}>
        {order.map((status) => (
          <li key={status} className={status}>
            <i aria-hidden>{shapes[status]}</i> {words.states[status]}
          </li>
        ))}
      </ul>
      <div className="scroll" role="region" aria-label={words.calendarCaption(year)} tabIndex={0}>
        <table>
          <caption className="unseen">{words.calendarCaption(year)}</caption>
          <thead>
            <tr>
              <th scope="col">{words.duty}</th>
              {months.map((month) => (
                <th key={month} scope="col" className={`${year}-${month}` === thisMonth ? 'now' : undefined}>
                  {words.month(String(Number(month)))}
                </th>
              ))}
              <th scope="col">{words.undated}</th>
            </tr>
          </thead>
          {groupsOf(rows).map(([contract, own]) => {
            const found = contracts.find((one) => one.contract === contract);
            return (
              <tbody key={contract}>
                <tr className="contract">
                  <th scope="rowgroup" colSpan={14}>
                    <span>{found ? (language === 'zh' ? found.nameZh : found.nameEn) : contract}</span>
                  </th>
                </tr>
                {own.map((row) => {
                  const title = language === 'zh' ? row.titleZh : row.titleEn;
                  return (
                    <tr key={row.key} data-row={row.clause}>
                      <th scope="row">
                        {title} <small>{row.clause}</small>
                      </th>
                      {row.cells.map((cell) => (
                        <td key={cell.month} className={cell.month === thisMonth ? 'now' : undefined}>
                          <Month cell={cell} title={title} onOpen={onOpen} onMonth={onMonth} />
                        </td>
                      ))}
                      <td>
                        <Month
                          cell={{ month: words.undated, duties: row.undated, worst: row.undated[0]?.status ?? null }}
                          title={title}
                          onOpen={onOpen}
                          onMonth={(_, duty) => onMonth('all', duty)}
                        />
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            );
          })}
        </table>
      </div>
    </section>
  );
}

interface MonthProps {
  cell: MonthCell;
  title: string;
  onOpen(duty: DutyView): void;
  onMonth(month: string, duty: DutyView): void;
}

function Month({ cell, title, onOpen, onMonth }: MonthProps) {
  const words = useWords(dutyWords);
  const [first] = cell.duties;
  if (!first || cell.worst === null) return null;
  const said = words.cell(title, cell.month, figuresOf(cell.duties, words));
  const count = countOf(cell.duties);
  // Days that come as one line are opened as such a line is: in the picture of backups.
  const single = cell.duties.length === 1;
  return (
    <Tooltip title={said} trigger={['hover', 'focus']}>
      <button
        type="button"
        className={`cell ${cell.worst}`}
        aria-label={said}
        data-state={cell.worst}
        onClick={() => (single ? onOpen(first) : onMonth(cell.month, first))}
      >
        <i aria-hidden>{shapes[cell.worst]}</i>
        {count > 1 && <small aria-hidden data-count={count} />}
      </button>
    </Tooltip>
  );
}

function groupsOf<Row extends { contract: string }>(rows: readonly Row[]): [string, Row[]][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.contract, [...(groups.get(row.contract) ?? []), row]);
  return [...groups];
}
