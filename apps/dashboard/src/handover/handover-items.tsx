import { Link } from 'react-router';
import { useContractName } from '../http/contract-name.js';
import { LevelTag } from '../clocks/level-tag.js';
import type { DueItem, HandoverItems, OpenItem } from '../http/handover-queries.js';
import { clockWords } from '../i18n/clock-words.js';
import { handoverWords } from '../i18n/handover-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { instantMs, momentOf } from '../time/moments.js';

const minute = (instant: string) => momentOf(instantMs(instant)).slice(0, 16);

/** What is open and what falls due, as on the sheet so before it is signed; plain tables, that a printer takes as well. */
export function HandoverLists({ items, until }: { items: HandoverItems; until: string }) {
  const words = useWords(handoverWords);
  return (
    <>
      {items.missing.map(({ contract, message }) => (
        <p className="missing" role="status" key={contract}>
          ▲ {words.missing(contract, message)}
        </p>
      ))}
      <section className="handover-list">
        <h2>
          {words.open} <em>{items.open.length}</em>
        </h2>
        {items.open.length === 0 ? <p>{words.openNone}</p> : <OpenTable items={items.open} />}
      </section>
      <section className="handover-list">
        <h2>
          {words.due(minute(until))} <em>{items.due.length}</em>
        </h2>
        {items.due.length === 0 ? <p>{words.dueNone}</p> : <DueTable items={items.due} />}
      </section>
    </>
  );
}

function OpenTable({ items }: { items: readonly OpenItem[] }) {
  const words = useWords(handoverWords);
  const { stages } = useWords(clockWords);
  return (
    <table>
      <thead>
        <tr>
          <th>{words.incident}</th>
          <th>{words.level}</th>
          <th>{words.system}</th>
          <th>{words.department}</th>
          <th>{words.reported}</th>
          <th>{words.stage}</th>
          <th>{words.nextDue}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={`${item.contract} ${item.incident}`} data-open={item.incident}>
            <td data-label={words.incident}>
              <Link to={`/incidents/${item.contract}/${encodeURIComponent(item.incident)}`}>{item.incident}</Link>
              {item.drill && ` ${words.drill}`}
            </td>
            <td data-label={words.level}>
              <LevelTag incident={item} />
            </td>
            <td data-label={words.system}>{[item.system, item.subsystem].filter(Boolean).join(' · ')}</td>
            <td data-label={words.department}>{item.department ?? '–'}</td>
            <td data-label={words.reported}>{minute(item.reportedAt)}</td>
            <td data-label={words.stage}>
              {item.stage === null ? words.reportedOnly : (stages[item.stage] ?? item.stage)}
            </td>
            <td data-label={words.nextDue}>{item.nextDueAt === null ? '–' : minute(item.nextDueAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DueTable({ items }: { items: readonly DueItem[] }) {
  const words = useWords(handoverWords);
  const { language } = useLanguage();
  const nameOf = useContractName();
  return (
    <table>
      <thead>
        <tr>
          <th>{words.dueAt}</th>
          <th>{words.what}</th>
          <th>{words.about}</th>
          <th>{words.contract}</th>
          <th>{words.clause}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item, index) => (
          <tr key={`${item.contract} ${item.clause} ${item.about} ${index}`} data-due={item.clause}>
            <td data-label={words.dueAt}>
              {item.dueAt !== null ? minute(item.dueAt) : (item.dueOn ?? '–')}
              {item.overdue && <b> {words.overdue}</b>}
            </td>
            <td data-label={words.what}>{language === 'zh' ? item.titleZh : item.titleEn}</td>
            <td data-label={words.about}>{item.about ?? '–'}</td>
            <td data-label={words.contract}>{nameOf(item.contract)}</td>
            <td data-label={words.clause}>{item.clause}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
