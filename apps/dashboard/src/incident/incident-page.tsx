import { useQuery } from '@tanstack/react-query';
import type { Stage } from '@weibao/exchange';
import type { IncidentDetail } from '@weibao/messages';
import { App, Skeleton } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { LevelTag } from '../clocks/level-tag.js';
import { Refused } from '../frame/refused.js';
import { useContractName } from '../http/contract-name.js';
import { contractsQuery, incidentQuery } from '../http/queries.js';
import { clockWords } from '../i18n/clock-words.js';
import { deskWords } from '../i18n/desk-words.js';
import { frameWords } from '../i18n/frame-words.js';
import { useWords } from '../i18n/language.js';
import { useNow } from '../live/live-provider.js';
import { useSend } from '../outbox/outbox-provider.js';
import { mayErase, mayGrade, mayKeepContacts, mayRecordStages, maySeeMoney, useSession } from '../session/session.js';
import { StageButtons } from '../stages/stage-buttons.js';
import { TimeField, timeFault } from '../stages/time-field.js';
import { useRecordStage } from '../stages/use-record-stage.js';
import { Deadline } from './deadline.js';
import { GradeChoice } from './grade-choice.js';
import './incident.css';
import { OwedReports } from './owed-reports.js';
import { Timeline } from './timeline.js';
import { CallCard } from './call-card.js';
import { CostCard } from './cost-card.js';
import { MoreActs } from './more-acts.js';
import { EraseDialog } from './erase-dialog.js';
import { WithdrawDialog } from './withdraw-dialog.js';

/** One incident: its limits with how each came about, and everything on record about it. */
export function IncidentPage() {
  const { contract = '', incident = '' } = useParams();
  const words = useWords(frameWords);
  const desk = useWords(deskWords);
  const { data, error, isError } = useQuery(incidentQuery(contract, incident));
  if (data) return <Shown incident={data.incident} />;
  if (isError) return <Refused error={error} title={words.readFailed(`${desk.incident} ${incident}`)} />;
  return <Skeleton active paragraph={{ rows: 10 }} />;
}

type Entry = IncidentDetail['history'][number];

function Shown({ incident }: { incident: IncidentDetail }) {
  const words = useWords(deskWords);
  const clocks = useWords(clockWords);
  const nowMs = useNow();
  const { role } = useSession();
  const { notification } = App.useApp();
  const send = useSend();
  const { data } = useQuery(contractsQuery);
  const contractName = useContractName();
  const [erasing, setErasing] = useState<Entry | null>(null);
  const [withdrawing, setWithdrawing] = useState<Entry | null>(null);
  const contract = data?.contracts.find((entry) => entry.contract === incident.contract);

  async function confirm(entry: Entry) {
    try {
      const path = `/facts/${encodeURIComponent(entry.id)}/confirm`;
      await send({ contract: incident.contract, path, body: {}, label: words.confirm });
      notification.success({ title: words.confirmDone, placement: 'bottomRight' });
    } catch (error) {
      notification.error({ title: words.confirm, description: <Refused error={error} />, duration: 0 });
    }
  }

  return (
    <article className="incident-page" data-incident={incident.incident}>
      <h1>
        <LevelTag incident={incident} /> {[incident.system, incident.subsystem].filter(Boolean).join(' · ')}
        <small>
          {incident.incident} · {contractName(incident.contract)} ·{' '}
          {incident.open ? words.state.open : words.state.closed}
          {incident.drill && ` · ${clocks.drill}`}
          {incident.scopeToBeRuled && ` · ◇ ${clocks.scopeToBeRuled}`}
          {incident.inTerm === false && ` · ◇ ${clocks.outOfTerm}`}
        </small>
      </h1>
      {incident.summary !== null && <p className="summary">{incident.summary}</p>}
      {mayKeepContacts(role) && <CallCard incident={incident} />}
      <div className="columns">
        <section className="card" aria-label={words.clocks}>
          <h2>{words.clocks}</h2>
          {incident.clocks.length === 0 && <p>{words.noClocks}</p>}
          {incident.clocks.map((clock) => (
            <Deadline
              key={`${clock.clause} ${clock.stage} ${clock.dueAt}`}
              contract={incident.contract}
              clock={clock}
              nowMs={nowMs}
              explanation={
                incident.explanations.find(({ clause, dueAt }) => clause === clock.clause && dueAt === clock.dueAt) ??
                incident.explanations.find(({ clause }) => clause === clock.clause)
              }
            />
          ))}
          {contract && <OwedReports incident={incident} contract={contract} />}
          {maySeeMoney(role) && <CostCard incident={incident} />}
        </section>
        <section className="card" aria-label={words.timeline}>
          {incident.open && mayRecordStages(role) && <RecordStage incident={incident} />}
          {incident.open && mayGrade(role) && contract && contract.levels.length > 0 && (
            <GradeChoice incident={incident} contract={contract} />
          )}
          <MoreActs incident={incident} />
          <h2>{words.timeline}</h2>
          <Timeline
            incident={incident}
            mayWrite={mayGrade(role)}
            onWithdraw={setWithdrawing}
            onConfirm={(entry) => void confirm(entry)}
            onErase={mayErase(role) ? setErasing : undefined}
          />
        </section>
      </div>
      {erasing && <EraseDialog incident={incident} entry={erasing} onClose={() => setErasing(null)} />}
      {withdrawing && (
        <WithdrawDialog contract={incident.contract} entry={withdrawing} onClose={() => setWithdrawing(null)} />
      )}
    </article>
  );
}

function RecordStage({ incident }: { incident: IncidentDetail }) {
  const words = useWords(deskWords);
  const nowMs = useNow();
  const record = useRecordStage();
  const [time, setTime] = useState('');
  async function recordStage(stage: Stage) {
    if (timeFault(time, nowMs)) return;
    if (await record(incident, stage, time)) setTime('');
  }
  return (
    <div className="record">
      <h2>{words.recordStage}</h2>
      <TimeField
        id="stage-time"
        label={words.time}
        value={time}
        nowMs={nowMs}
        hint={`${words.time}：${words.timeHint}`}
        onChange={setTime}
      />
      <StageButtons incident={incident} onStage={(stage) => void recordStage(stage)} />
    </div>
  );
}
