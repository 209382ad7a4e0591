import type { IncidentDetail } from '@weibao/messages';
import { Button } from 'antd';
import { clockWords, type ClockWords } from '../i18n/clock-words.js';
import { deskWords } from '../i18n/desk-words.js';
import { eraseWords } from '../i18n/erase-words.js';
import { useWords } from '../i18n/language.js';
import { recordingWords } from '../i18n/recording-words.js';
import { instantMs, momentOf } from '../time/moments.js';
import { textsOf } from './erasable-texts.js';

type Entry = IncidentDetail['history'][number];

/** `incident.responded` → 响应 */
export function useFactTitle(): (type: string) => string {
  const desk = useWords(deskWords);
  const clocks = useWords(clockWords);
  const kinds: Partial<Record<string, string>> = useWords(recordingWords).types;
  return (type) => desk.facts[type] ?? kinds[type] ?? clocks.stages[type.slice(type.indexOf('.') + 1)] ?? type;
}

interface TimelineProps {
  incident: IncidentDetail;
  mayWrite: boolean;
  onWithdraw(entry: Entry): void;
  onConfirm(entry: Entry): void;
  /** Absent for who may not erase a text. */
  onErase?: ((entry: Entry) => void) | undefined;
}

/** Everything on record in the order in which it happened, what was withdrawn included. */
export function Timeline({ incident, mayWrite, onWithdraw, onConfirm, onErase }: TimelineProps) {
  const words = useWords(deskWords);
  const erase = useWords(eraseWords);
  const clocks = useWords(clockWords);
  const titleOf = useFactTitle();
  const unconfirmed = new Set(incident.stages.filter((stage) => stage.unconfirmed).map(({ fact }) => fact));
  const history = [...incident.history].sort(
    (a, b) => instantMs(a.at) - instantMs(b.at) || instantMs(a.recordedAt) - instantMs(b.recordedAt),
  );
  return (
    <ol className="timeline">
      {history.map((entry) => (
        <li key={entry.id} className={entry.withdrawn ? 'withdrawn' : ''} data-fact={entry.type}>
          <time dateTime={entry.at}>{momentOf(instantMs(entry.at))}</time>
          <div>
            <b>{titleOf(entry.type)}</b>{' '}
            <span className="by">
              {[entry.by === null ? null : (words.by[entry.by] ?? entry.by), entry.account].filter(Boolean).join(' · ')}
            </span>
            {entry.withdrawn && <em> {words.withdrawn}</em>}
            {unconfirmed.has(entry.id) && <em> {clocks.unconfirmed}</em>}
            <div className="text">{textOf(entry, clocks)}</div>
            {entry.recordedAt !== entry.at && (
              <small>
                {isLate(entry) && <b>◷ {words.enteredLate} · </b>}
                {words.recordedLater(momentOf(instantMs(entry.recordedAt)))}
              </small>
            )}
          </div>
          <div className="acts">
            {mayWrite && !entry.withdrawn && unconfirmed.has(entry.id) && (
              <Button size="small" title={words.confirmHint} onClick={() => onConfirm(entry)}>
                {words.confirm}
              </Button>
            )}
            {mayWrite && !entry.withdrawn && entry.type !== 'fact.withdrawn' && entry.type !== 'fact.confirmed' && (
              <Button size="small" data-withdraw={entry.id} onClick={() => onWithdraw(entry)}>
                {words.withdraw}
              </Button>
            )}
            {onErase && textsOf(entry).length > 0 && (
              <Button size="small" data-erase={entry.id} onClick={() => onErase(entry)}>
                {erase.erase}
              </Button>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** A person gave it a time of its own: the network was down, or it was written down afterwards. What is entered as it happens has the server's time. */
const isLate = ({ at, recordedAt, by }: Entry): boolean => by !== 'monitor' && instantMs(recordedAt) > instantMs(at);

/** The fields of a fact that say something to a reader. */
function textOf({ fact }: Entry, clocks: ClockWords): string {
  const told: Record<string, unknown> = { ...fact };
  const level = told['level'];
  if (typeof level === 'string') told['level'] = clocks.levels[level] ?? level;
  return ['level', 'system', 'subsystem', 'department', 'summary', 'cause', 'problem', 'restoreBy', 'into', 'note']
    .map((field) => told[field])
    .filter((value): value is string => typeof value === 'string' && value !== '')
    .join(' · ');
}
