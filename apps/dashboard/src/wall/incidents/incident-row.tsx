import type { ClockView, IncidentView } from '@weibao/messages';
import { Link } from 'react-router';
import { clockFace, inWorkingTime, leadingClock } from '../../clocks/clock-face.js';
import { clockText, clockTitle } from '../../clocks/clock-text.js';
import { useLevelName } from '../../http/level-name.js';
import { clockWords } from '../../i18n/clock-words.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { wallWords } from '../../i18n/wall-words.js';
import { isWall, useSession } from '../../session/session.js';
import { dateOf, instantMs, shortMoment, weekMoment } from '../../time/moments.js';
import { countdown } from '../../time/time-left.js';

interface RowProps {
  incident: IncidentView;
  nowMs: number;
  pinned: boolean;
  compact: boolean;
  resting: boolean; // working time of its contract does not run now
}

/** Not more stages than can be read; a met one gives way before one that matters now. */
const MOST_STAGES = 4;

export function IncidentRow({ incident, nowMs, pinned, compact, resting }: RowProps) {
  const words = useWords(clockWords);
  const wall = useWords(wallWords);
  const { language } = useLanguage();
  const level = incident.level ?? '';
  const levelTitle = words.levels[level] ?? (level || words.ungraded);
  const named = useLevelName()(incident);
  const levelName = named === levelTitle ? null : named;
  // Nobody touches a wall; whoever looks at it from a desk may open what is behind a line.
  const { role } = useSession();
  const title = [incident.system, incident.subsystem].filter(Boolean).join(' · ') || incident.incident;
  const about = [
    incident.summary ?? incident.department ?? '',
    `${shortMoment(instantMs(incident.reportedAt), nowMs, language)} ${wall.reported}`,
  ];
  return (
    <li
      className={`incident ${compact ? 'compact' : ''} ${pinned ? 'pinned' : ''}`}
      data-incident={incident.incident}
      data-contract={incident.contract}
    >
      <div className={`level level-${level || 'none'}`}>
        {levelTitle}
        {levelName !== null && !compact && <span className={levelName.length > 4 ? 'long' : ''}>{levelName}</span>}
      </div>
      <div className="about">
        <div className="what">
          <strong>
            {isWall(role) ? (
              title
            ) : (
              <Link to={`/incidents/${incident.contract}/${encodeURIComponent(incident.incident)}`}>{title}</Link>
            )}
          </strong>
          {incident.scopeToBeRuled && <i>◇ {words.scopeToBeRuled}</i>}
          {incident.inTerm === false && <i>◇ {words.outOfTerm}</i>}
          {pinned && <i className="alarm">■ {wall.pinned}</i>}
          <small>{about.filter(Boolean).join(' · ')}</small>
        </div>
        {!compact && (
          <ul className="stages">
            {shownClocks(incident.clocks).map((clock) => (
              <StageChip key={`${clock.clause} ${clock.stage} ${clock.dueAt}`} clock={clock} nowMs={nowMs} />
            ))}
          </ul>
        )}
      </div>
      <TimeLeft {...{ incident, nowMs, compact, resting }} />
    </li>
  );
}

function shownClocks(clocks: readonly ClockView[]): ClockView[] {
  const owed = clocks.filter((clock) => clock.status !== 'not-owed' && clock.status !== 'waived');
  if (owed.length <= MOST_STAGES) return owed;
  const weight = (clock: ClockView) => (clock.status === 'met' ? 1 : 0);
  const kept = [...owed].sort((a, b) => weight(a) - weight(b)).slice(0, MOST_STAGES);
  return owed.filter((clock) => kept.includes(clock));
}

export function StageChip({ clock, nowMs }: { clock: ClockView; nowMs: number }) {
  const words = useWords(clockWords);
  const { language } = useLanguage();
  const face = clockFace(clock, nowMs);
  const text = clockText(clock, face, nowMs, words, language);
  const running = face.state === 'running' || face.state === 'soon';
  return (
    <li
      className={`stage ${face.state} ${clock.firm ? 'firm' : 'best-effort'}`}
      data-stage={clock.stage}
      data-state={face.state}
      title={clock.clause}
    >
      {clockTitle(clock, language)}{' '}
      <b>
        {text.mark} {text.main}
      </b>
      {text.limit && <span>{text.limit}</span>}
      {clock.unconfirmed && <span>{words.unconfirmed}</span>}
      {running && <i className="bar" style={{ width: `${(face.shareElapsed * 100).toFixed(1)}%` }} />}
    </li>
  );
}

/** From this on what is left is told in days and hours, which need more room than digits. */
const LONG_MS = 24 * 3_600_000;

/**
 * The next deadline, large. Of a limit in working time that does not end today the moment is told and not the hours until then: they would
 * count the nights and the weekend, which the contract does not.
 */
function TimeLeft({ incident, nowMs, compact, resting }: Omit<RowProps, 'pinned'>) {
  const words = useWords(clockWords);
  const wall = useWords(wallWords);
  const { language } = useLanguage();
  const leading = leadingClock(incident.clocks, nowMs);
  if (!leading) return <div className="time-left settled">{wall.allClocksSettled}</div>;
  const { clock, face } = leading;
  const leftMs = face.leftMs as number;
  const dueMs = nowMs + leftMs;
  const title = clockTitle(clock, language);
  const missed = face.state === 'missed';
  const byMoment = inWorkingTime(clock) && !missed && dateOf(dueMs) !== dateOf(nowMs);
  const due = shortMoment(dueMs, nowMs, language);
  const moment = missed ? `${words.overdue} · ${wall.wasDue(due)}` : `· ${wall.due(due)}`;
  const about = byMoment ? `· ${resting ? wall.countsLater : wall.countsWorking}` : moment;
  return (
    <div className={`time-left ${face.state}`} data-state={face.state}>
      <b className={byMoment || Math.abs(leftMs) >= LONG_MS ? 'long' : ''}>
        {byMoment ? weekMoment(dueMs, nowMs, language) : countdown(leftMs, language)}
      </b>
      <span>
        {face.mark} {compact ? title : `${title} ${about}`}
      </span>
    </div>
  );
}
