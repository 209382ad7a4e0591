import { useQuery } from '@tanstack/react-query';
import type { DutyView } from '@weibao/messages';
import { Button, Dropdown, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { MissingParts } from '../frame/missing-parts.js';
import { Refused } from '../frame/refused.js';
import { contractsQuery } from '../http/queries.js';
import { dutyWords } from '../i18n/duty-words.js';
import { frameWords } from '../i18n/frame-words.js';
import { useWords } from '../i18n/language.js';
import { recordingWords } from '../i18n/recording-words.js';
import { useNow } from '../live/live-provider.js';
import { DigestPanel } from '../digest/digest-panel.js';
import { RecordForm, useContractsFor, type OpenForm } from '../recording/record-form.js';
import type { FormType } from '../recording/record-fields.js';
import { dateOf } from '../time/moments.js';
import { BackupYears } from './backup-years.js';
import './duties.css';
import { useDutiesOf } from './duties-query.js';
import { DutyDrawer } from './duty-drawer.js';
import { keyOf } from './duty-face.js';
import { DutyFilters, matches, noFilter, type Filter } from './duty-filters.js';
import { DutyList } from './duty-list.js';
import { PlanDialog } from './plan-dialog.js';
import { YearCalendar } from './year-calendar.js';

type View = 'calendar' | 'list' | 'backups';
/** What can be recorded without starting from a duty. */
const freeForms: readonly FormType[] = [
  'inspection.ended',
  'document.filed',
  'document.confirmed',
  'backup.finished',
  'restore.tested',
  'duty.done',
  'duty.signed',
  'survey.returned',
  'approval.given',
  'staff.changed',
];

export function DutiesPage() {
  const nowMs = useNow();
  return nowMs === 0 ? null : <DutiesAsOf today={dateOf(nowMs)} />;
}

function DutiesAsOf({ today }: { today: string }) {
  const words = useWords(dutyWords);
  const frame = useWords(frameWords);
  const [year, setYear] = useState(today.slice(0, 4));
  const [view, setView] = useState<View>(() => (window.innerWidth < 700 ? 'list' : 'calendar'));
  const [filter, setFilter] = useState<Filter>(noFilter);
  const [openedKey, setOpenedKey] = useState<string | null>(null);
  const [backedUp, setBackedUp] = useState<string | null>(null);
  const [form, setForm] = useState<OpenForm | null>(null);
  const [planning, setPlanning] = useState(false);
  const contracts = useQuery(contractsQuery);
  const { duties, missing, error, loading } = useDutiesOf(year);
  const known = contracts.data?.contracts ?? [];
  const plannable = useContractsFor(known)('duty.planned');
  const shown = duties.filter((duty) => matches(duty, filter));
  const opened = duties.find((duty) => keyOf(duty) === openedKey && duty.alike === undefined) ?? null;
  const open = (duty: DutyView) => {
    if (duty.alike === undefined) return setOpenedKey(keyOf(duty));
    setBackedUp(duty.contract);
    setView('backups');
  };
  const failure = error ?? contracts.error;

  return (
    <div className="duties-page">
      <header>
        <h1>
          {words.title} <small>{words.lead}</small>
        </h1>
        <span className="actions">
          {plannable.length > 0 && <Button onClick={() => setPlanning(true)}>{words.plan}</Button>}
          <FreeForms contracts={known} onOpen={setForm} />
        </span>
      </header>
      {failure !== null && <Refused error={failure} title={frame.readFailed(words.title)} />}
      <MissingParts missing={missing} />
      <DigestPanel contracts={known} />
      <div className="bar">
        <Segmented<View>
          value={view}
          onChange={setView}
          options={(['calendar', 'list', 'backups'] as const).map((value) => ({ value, label: words[value] }))}
        />
        <Years year={year} onChoose={setYear} />
      </div>
      {view !== 'backups' && (
        <DutyFilters filter={filter} contracts={known} onChange={setFilter} states={view === 'list'} />
      )}
      {loading && <Skeleton active paragraph={{ rows: 10 }} />}
      {!loading && view === 'calendar' && (
        <YearCalendar
          duties={shown}
          year={year}
          contracts={known}
          today={today}
          onOpen={open}
          onMonth={(month, duty) => {
            setFilter({ ...filter, contract: duty.contract, clause: duty.clause, month, state: 'all' });
            setView('list');
          }}
        />
      )}
      {!loading && view === 'list' && (
        <DutyList duties={shown} contracts={known} today={today} onOpen={open} onRecord={setForm} />
      )}
      {!loading && view === 'backups' && (
        <BackupYears
          duties={duties}
          contracts={known}
          year={year}
          chosen={backedUp}
          onChoose={setBackedUp}
          onRecord={setForm}
        />
      )}
      {opened && <DutyDrawer duty={opened} contracts={known} onClose={() => setOpenedKey(null)} onRecord={setForm} />}
      {planning && <PlanDialog contracts={plannable} onClose={() => setPlanning(false)} />}
      {form && <RecordForm open={form} onClose={() => setForm(null)} />}
    </div>
  );
}

function Years({ year, onChoose }: { year: string; onChoose(year: string): void }) {
  const words = useWords(dutyWords);
  return (
    <div className="years" role="group" aria-label={words.year(year)}>
      <Button aria-label={words.previousYear} onClick={() => onChoose(String(Number(year) - 1))}>
        ‹
      </Button>
      <b aria-live="polite">{words.year(year)}</b>
      <Button aria-label={words.nextYear} onClick={() => onChoose(String(Number(year) + 1))}>
        ›
      </Button>
    </div>
  );
}

function FreeForms({ contracts, onOpen }: { contracts: OpenForm['contracts']; onOpen(form: OpenForm): void }) {
  const words = useWords(dutyWords);
  const recording = useWords(recordingWords);
  const contractsFor = useContractsFor(contracts);
  const items = freeForms
    .filter((type) => contractsFor(type).length > 0)
    .map((type) => ({
      key: type,
      label: recording.types[type],
      onClick: () => onOpen({ type, contracts: contractsFor(type) }),
    }));
  if (items.length === 0) return null;
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button data-free-forms>{words.recordOther} ▾</Button>
    </Dropdown>
  );
}
