import type { IncidentView } from '@weibao/messages';
import type { InputRef } from 'antd';
import { useRef, useState, type KeyboardEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import { ClockLine } from '../clocks/clock-line.js';
import { LevelTag } from '../clocks/level-tag.js';
import { clockWords } from '../i18n/clock-words.js';
import { deskWords } from '../i18n/desk-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { useSession } from '../session/session.js';
import { StageButtons } from '../stages/stage-buttons.js';
import { stageOfKey } from '../stages/stage-keys.js';
import { TimeField, timeFault } from '../stages/time-field.js';
import { useRecordStage } from '../stages/use-record-stage.js';
import { instantMs, shortMoment } from '../time/moments.js';

interface OpenRowProps {
  incident: IncidentView;
  nowMs: number;
  mayRecord: boolean;
  chosen: boolean;
  onChoose(): void;
  onMove(from: HTMLElement, step: 1 | -1): void;
}

export function OpenRow({ incident, nowMs, mayRecord, chosen, onChoose, onMove }: OpenRowProps) {
  const words = useWords(deskWords);
  const clocks = useWords(clockWords);
  const { language } = useLanguage();
  const navigate = useNavigate();
  const { role } = useSession();
  const record = useRecordStage();
  const row = useRef<HTMLLIElement>(null);
  const timeField = useRef<InputRef>(null);
  const [time, setTime] = useState('');
  const address = `/incidents/${incident.contract}/${encodeURIComponent(incident.incident)}`;

  const recordStage = async (stage: NonNullable<ReturnType<typeof stageOfKey>>) => {
    if (timeFault(time, nowMs)) return timeField.current?.focus();
    if (await record(incident, stage, time)) setTime('');
  };
  const keyed = (event: KeyboardEvent<HTMLLIElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const stage = stageOfKey(role, event.key);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp')
      onMove(event.currentTarget, event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'Enter') void navigate(address);
    else if (mayRecord && (event.key === 't' || event.key === 'T')) timeField.current?.focus();
    else if (mayRecord && stage) void recordStage(stage);
    else return;
    event.preventDefault();
  };
  return (
    <li
      ref={row}
      data-row
      data-incident={incident.incident}
      tabIndex={0}
      className={chosen ? 'chosen' : ''}
      onFocus={onChoose}
      onClick={onChoose}
      onKeyDown={keyed}
    >
      <div className="row-head">
        <LevelTag incident={incident} />
        <strong>{[incident.system, incident.subsystem].filter(Boolean).join(' · ')}</strong>
        {incident.drill && <span className="mark">{clocks.drill}</span>}
        {incident.scopeToBeRuled && <span className="mark">◇ {clocks.scopeToBeRuled}</span>}
        {incident.inTerm === false && <span className="mark">◇ {clocks.outOfTerm}</span>}
        <Link to={address}>{incident.incident}</Link>
      </div>
      <div className="row-text">
        {[
          incident.department,
          incident.summary,
          `${shortMoment(instantMs(incident.reportedAt), nowMs, language)} ${clocks.stages['reported']}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
      <div className="clock-lines">
        {incident.clocks
          .filter(({ status }) => status !== 'not-owed')
          .map((clock) => (
            <ClockLine key={`${clock.clause} ${clock.stage} ${clock.dueAt}`} clock={clock} nowMs={nowMs} />
          ))}
      </div>
      {chosen && mayRecord && (
        <div className="row-record">
          <StageButtons incident={incident} onStage={(stage) => void recordStage(stage)} />
          <label>
            {words.time}
            <TimeField
              id={`time-${incident.incident}`}
              inputRef={timeField}
              value={time}
              nowMs={nowMs}
              hint={words.timeHint}
              onChange={setTime}
              onEnter={() => row.current?.focus()}
            />
          </label>
        </div>
      )}
    </li>
  );
}
