import { useQuery } from '@tanstack/react-query';
import type { ContractView, DutyView } from '@weibao/messages';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { MissingParts } from '../frame/missing-parts.js';
import { Refused } from '../frame/refused.js';
import { contractsQuery } from '../http/queries.js';
import { frameWords } from '../i18n/frame-words.js';
import { inspectionWords } from '../i18n/inspection-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { useLive, useNow } from '../live/live-provider.js';
import { newKeyAt } from '../recording/draft.js';
import { useContractsFor } from '../recording/record-form.js';
import { useRecord } from '../recording/use-record.js';
import { useSession } from '../session/session.js';
import { dateOf, dayAfter, instantOf } from '../time/moments.js';
import { keepDrafts, readDrafts, type InspectionDraft } from './inspection-draft.js';
import { InspectionList } from './inspection-list.js';
import { InspectionSheet } from './inspection-sheet.js';
import './inspections.css';
import { inspectionDutiesQuery, inspectionsQuery } from './inspections-query.js';

const LOOK_BACK_DAYS = 400;
const LOOK_AHEAD_DAYS = 400;

export function InspectionsPage() {
  const nowMs = useNow();
  return nowMs === 0 ? null : <InspectionsAsOf today={dateOf(nowMs)} />;
}

/** What can be begun, what is under way on this device, what is on record with its findings. Made for a phone held in one hand. */
function InspectionsAsOf({ today }: { today: string }) {
  const words = useWords(inspectionWords);
  const frame = useWords(frameWords);
  const { account } = useSession();
  const { clock } = useLive();
  const record = useRecord();
  const contracts = useQuery(contractsQuery);
  const duties = useQuery(inspectionDutiesQuery(dayAfter(today, -LOOK_BACK_DAYS), dayAfter(today, LOOK_AHEAD_DAYS)));
  const inspections = useQuery(inspectionsQuery(dayAfter(today, -LOOK_BACK_DAYS)));
  const [drafts, setDrafts] = useState(() => readDrafts(localStorage, account));
  const known = contracts.data?.contracts ?? [];
  const mine = useContractsFor(known)('inspection.ended');
  const change = (next: InspectionDraft[]) => {
    keepDrafts(localStorage, account, next);
    setDrafts(next);
  };
  const under = new Set(drafts.map(({ contract, kind, period }) => `${contract} ${kind} ${period}`));
  const open = (duties.data?.duties ?? []).flatMap((duty) => {
    const start = startOf(duty);
    const may = mine.some(({ contract }) => contract === duty.contract);
    return start && may && !under.has(`${duty.contract} ${start.kind} ${start.period}`) ? [{ duty, ...start }] : [];
  });

  function begin({ duty, kind, period, inspection }: Start & { duty: DutyView }) {
    const key = inspection ?? newKeyAt(clock.nowMs());
    const startedAt = instantOf(clock.nowMs());
    const draft = { contract: duty.contract, inspection: key, kind, period, startedAt, answers: {}, findings: [] };
    change([...drafts, draft]);
    // It may take until there is a network again; the draft does not wait for it, and a refusal is shown where it ends.
    record(duty.contract, { type: 'inspection.started', inspection: key, kind, period }, key).catch(() => undefined);
  }

  const failure = inspections.error ?? contracts.error ?? duties.error;
  return (
    <div className="inspections-page">
      <h1>
        {words.title} <small>{words.lead}</small>
      </h1>
      {failure && <Refused error={failure} title={frame.readFailed(words.title)} />}
      <MissingParts missing={inspections.data?.missing} />
      {drafts.length > 0 && (
        <section aria-label={words.going}>
          <h2>{words.going}</h2>
          <p className="note">{words.keptHere}</p>
          {drafts.map((draft) => (
            <InspectionSheet
              key={draft.inspection}
              draft={draft}
              contract={known.find(({ contract }) => contract === draft.contract)}
              today={today}
              onChange={(next) => change(drafts.map((one) => (one.inspection === next.inspection ? next : one)))}
              onDone={() => {
                const left = readDrafts(localStorage, account);
                change(left.filter(({ inspection }) => inspection !== draft.inspection));
              }}
            />
          ))}
        </section>
      )}
      {mine.length > 0 && (
        <section aria-label={words.begin}>
          <h2>{words.begin}</h2>
          {duties.isPending && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
          {duties.data && open.length === 0 && <p className="note">○ {words.nothingToBegin}</p>}
          <ul className="begin">
            {open.map(({ duty, ...start }) => (
              <li key={`${duty.contract} ${duty.clause} ${start.kind} ${start.period}`}>
                <Begin duty={duty} contracts={known} onBegin={() => begin({ duty, ...start })} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-label={words.list}>
        <h2>{words.list}</h2>
        {inspections.isPending ? (
          <Skeleton active paragraph={{ rows: 6 }} />
        ) : (
          <InspectionList inspections={inspections.data?.inspections ?? []} contracts={known} today={today} />
        )}
      </section>
    </div>
  );
}

interface Start {
  kind: string;
  period: string;
  inspection?: string;
}

/** What an open duty says of the inspection that would prove it; null for a duty that is proved otherwise or done. */
function startOf({ status, proof, period, dueOn }: DutyView): Start | null {
  if (status !== 'due' && status !== 'overdue') return null;
  const first = proof.facts[0];
  if (first?.type !== 'inspection.ended') return null;
  const { kind, inspection } = first.known;
  const named = period ?? dueOn;
  if (typeof kind !== 'string' || named === undefined) return null;
  return { kind, period: named, ...(typeof inspection === 'string' ? { inspection } : {}) };
}

interface BeginProps {
  duty: DutyView;
  contracts: readonly ContractView[];
  onBegin(): void;
}

function Begin({ duty, contracts, onBegin }: BeginProps) {
  const words = useWords(inspectionWords);
  const { language } = useLanguage();
  const contract = contracts.find((one) => one.contract === duty.contract);
  const title = language === 'zh' ? duty.titleZh : duty.titleEn;
  return (
    <div className={`card ${duty.status}`}>
      <span>
        <b>
          {duty.status === 'overdue' ? '■' : '○'} {title} {duty.period}
        </b>
        <small>
          {contract ? (language === 'zh' ? contract.nameZh : contract.nameEn) : duty.contract}
          {duty.dueOn !== undefined && ` · ${words.dueBy(duty.dueOn)}`}
        </small>
      </span>
      <Button
        type="primary"
        size="large"
        autoInsertSpace={false} // what is read aloud begins with what is shown
        data-begin={duty.clause}
        aria-label={`${words.start} ${title} ${duty.period ?? ''}`.trim()}
        onClick={onBegin}
      >
        {words.start}
      </Button>
    </div>
  );
}
