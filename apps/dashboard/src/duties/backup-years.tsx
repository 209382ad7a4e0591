import { useQuery } from '@tanstack/react-query';
import type { ContractView, DutyView } from '@weibao/messages';
import { Select, Skeleton } from 'antd';
import { useRef, useState, type KeyboardEvent } from 'react';
import { Refused } from '../frame/refused.js';
import { dutyWords } from '../i18n/duty-words.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import type { OpenForm } from '../recording/record-form.js';
import { recordsQuery } from '../recording/records-query.js';
import { backupDays, backupStates, type BackupDay, type BackupState } from './backup-days.js';
import { useBackupsOf } from './duties-query.js';
import { DutyDrawer } from './duty-drawer.js';
import { keyOf } from './duty-face.js';
import { kindOf } from './duty-proofs.js';
import { months } from './year-rows.js';

export const backupShapes: Record<BackupState, string> = {
  'backed-up': '✓',
  late: '▲',
  unsigned: '◇',
  failed: '✕',
  missing: '■',
  due: '○',
  'not-recorded': '–',
};
const daysOfMonth = Array.from({ length: 31 }, (_, day) => String(day + 1).padStart(2, '0'));

interface BackupYearsProps {
  /** The year as lines: which contracts owe daily backups. */
  duties: readonly DutyView[];
  contracts: readonly ContractView[];
  year: string;
  chosen: string | null;
  onChoose(contract: string): void;
  onRecord(form: OpenForm): void;
}

/** The year of the daily backups of one contract: a square for each day. */
export function BackupYears({ duties, contracts, year, chosen, onChoose, onRecord }: BackupYearsProps) {
  const words = useWords(dutyWords);
  const { language } = useLanguage();
  const owing = [...new Set(duties.filter(isDaily).map(({ contract }) => contract))];
  const contract = chosen !== null && owing.includes(chosen) ? chosen : owing[0];
  if (contract === undefined) return <p className="card empty">○ {words.noBackups}</p>;
  const nameOf = (id: string) => {
    const found = contracts.find((one) => one.contract === id);
    return found ? (language === 'zh' ? found.nameZh : found.nameEn) : id;
  };
  return (
    <>
      {owing.length > 1 && (
        <Select
          className="backups-of"
          aria-label={words.filterContract}
          value={contract}
          onChange={onChoose}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          options={owing.map((value) => ({ value, label: nameOf(value) }))}
        />
      )}
      <BackupsOf key={contract} contract={contract} contracts={contracts} year={year} onRecord={onRecord} />
    </>
  );
}

const isDaily = (duty: DutyView): boolean => duty.period !== undefined && kindOf(duty) === 'backup';

type BackupsOfProps = Pick<BackupYearsProps, 'contracts' | 'year' | 'onRecord'> & { contract: string };

function BackupsOf({ contract, contracts, year, onRecord }: BackupsOfProps) {
  const words = useWords(dutyWords);
  const frame = useWords(frameWords);
  const [openedKey, setOpenedKey] = useState<string | null>(null);
  const { duties, error, loading } = useBackupsOf(contract, year);
  const daily = new Map<string, DutyView[]>();
  for (const duty of duties.filter(isDaily)) daily.set(duty.clause, [...(daily.get(duty.clause) ?? []), duty]);
  const opened = duties.find((duty) => keyOf(duty) === openedKey);
  const found = contracts.find((one) => one.contract === contract);
  return (
    <>
      {error !== null && <Refused error={error} title={frame.readFailed(words.backupTitle)} />}
      {loading && <Skeleton active paragraph={{ rows: 8 }} />}
      {!loading &&
        [...daily].map(([clause, own]) => (
          <BackupYear
            key={clause}
            duties={own}
            contract={found}
            year={year}
            onOpen={(duty) => setOpenedKey(keyOf(duty))}
          />
        ))}
      {opened && (
        <DutyDrawer duty={opened} contracts={contracts} onClose={() => setOpenedKey(null)} onRecord={onRecord} />
      )}
    </>
  );
}

interface BackupYearProps {
  duties: readonly DutyView[];
  contract: ContractView | undefined;
  year: string;
  onOpen(duty: DutyView): void;
}

function BackupYear({ duties, contract, year, onOpen }: BackupYearProps) {
  const words = useWords(dutyWords);
  const frame = useWords(frameWords);
  const { language } = useLanguage();
  const first = duties[0] as DutyView;
  // A backup of the last day of December may be finished in January: everything from the first day on is asked for.
  const { data, error } = useQuery(recordsQuery(first.contract, 'backup.finished', `${year}-01-01`));
  const days = new Map(backupDays(duties, data?.facts ?? []).map((day) => [day.day, day]));
  const table = useRef<HTMLTableElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const present = daysOfMonth
    .flatMap((day) => months.map((month) => `${year}-${month}-${day}`))
    .filter((day) => days.has(day));
  const stop = focused !== null && days.has(focused) ? focused : (present.sort().at(-1) ?? '');
  const name = contract ? (language === 'zh' ? contract.nameZh : contract.nameEn) : first.contract;
  const title = language === 'zh' ? first.titleZh : first.titleEn;
  const shown = days.get(stop);

  const keyed = (event: KeyboardEvent, day: string) => {
    const all = [...days.keys()].sort();
    const place = all.indexOf(day);
    const sameDayOfMonth = (step: number) => {
      const month = months[Number(day.slice(5, 7)) - 1 + step];
      return month === undefined ? undefined : all.find((one) => one === `${year}-${month}${day.slice(7)}`);
    };
    const next =
      event.key === 'ArrowRight'
        ? all[place + 1]
        : event.key === 'ArrowLeft'
          ? all[place - 1]
          : event.key === 'ArrowDown'
            ? sameDayOfMonth(1)
            : event.key === 'ArrowUp'
              ? sameDayOfMonth(-1)
              : undefined;
    if (next === undefined) return;
    event.preventDefault();
    setFocused(next);
    table.current?.querySelector<HTMLElement>(`[data-day="${next}"]`)?.focus();
  };

  return (
    <section className="card backups" aria-label={words.backupCaption(name, year)} data-backups={first.clause}>
      <h2>
        {title}{' '}
        <small>
          {name} · {first.clause}
        </small>
      </h2>
      {error && <Refused error={error} title={frame.readFailed(words.backupRead)} />}
      {data?.more && <p className="note">▲ {words.moreRecords}</p>}
      <ul className="legend" aria-label={words.legend}>
        {backupStates
          .map((state) => [state, [...days.values()].filter((day) => day.state === state).length] as const)
          .filter(([, count]) => count > 0)
          .map(([state, count]) => (
            <li key={state} className={state} data-legend={state}>
              <i aria-hidden>{backupShapes[state]}</i> {words.backupStates[state]} <b>{count}</b>
            </li>
          ))}
      </ul>
      <div className="scroll">
        <table ref={table}>
          <caption className="unseen">{words.backupCaption(name, year)}</caption>
          <thead>
            <tr>
              <td />
              {daysOfMonth.map((day) => (
                <th key={day} scope="col">
                  {Number(day)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {months.map((month) => (
              <tr key={month}>
                <th scope="row">{words.month(String(Number(month)))}</th>
                {daysOfMonth.map((day) => {
                  const found = days.get(`${year}-${month}-${day}`);
                  return (
                    <td key={day}>
                      {found && (
                        <button
                          type="button"
                          className={found.state}
                          data-day={found.day}
                          data-state={found.state}
                          tabIndex={found.day === stop ? 0 : -1}
                          aria-label={words.backupDay(found.day, words.backupStates[found.state])}
                          title={words.backupDay(found.day, words.backupStates[found.state])}
                          onFocus={() => setFocused(found.day)}
                          onKeyDown={(event) => keyed(event, found.day)}
                          onClick={() => onOpen(found.duty)}
                        >
                          {backupShapes[found.state]}
                        </button>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="told">
        {shown && <ToldDay day={shown} />} <small>{words.backupHint}</small>
      </p>
    </section>
  );
}

function ToldDay({ day }: { day: BackupDay }) {
  const words = useWords(dutyWords);
  return (
    <b>
      {backupShapes[day.state]} {words.backupDay(day.day, words.backupStates[day.state])}
      {day.facts.length > 0 && ` · ${words.backupAttempts(String(day.facts.length))}`}
    </b>
  );
}
