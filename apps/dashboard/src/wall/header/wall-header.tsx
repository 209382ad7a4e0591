import { BrokenPart } from '../../frame/broken-part.js';
import { frameWords } from '../../i18n/frame-words.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { wallWords } from '../../i18n/wall-words.js';
import { useLine, useNow } from '../../live/live-provider.js';
import { isWall, useSession } from '../../session/session.js';
import { timeOf } from '../../time/moments.js';
import { age } from '../../time/time-left.js';
import { useTurning } from '../panel/use-turn.js';
import { TodayLine } from './today-line.js';
import './header.css';

export function WallHeader() {
  const words = useWords(wallWords);
  const frame = useWords(frameWords);
  const { language, choose } = useLanguage();
  const session = useSession();
  const nowMs = useNow();
  const { turn, pages } = useTurning();
  return (
    <header>
      <h1>
        {language === 'zh' ? session.organisationNameZh : session.organisationNameEn} · {words.title}
      </h1>
      <LiveBadge />
      {session.demo && <span className="demo">◆ {frame.demo}</span>}
      {pages > 1 && <span className="page">{words.page((turn % pages) + 1, pages)}</span>}
      <button type="button" className="quiet" onClick={() => choose(language === 'zh' ? 'en' : 'zh')}>
        {frame.otherLanguage}
      </button>
      {!isWall(session.role) && (
        <a className="quiet" href="/">
          {words.leave}
        </a>
      )}
      <time className="clock" dateTime={nowMs === 0 ? undefined : new Date(nowMs).toISOString()}>
        {nowMs === 0 ? '--:--:--' : timeOf(nowMs)}
      </time>
      <BrokenPart retryAfterMs={10_000} fallback={() => <div className="day">✕ {words.panelBroken}</div>}>
        <TodayLine nowMs={nowMs} />
      </BrokenPart>
    </header>
  );
}

/** Whether what stands here is live, and how old it is. A shape and words, then the colour. */
function LiveBadge() {
  const words = useWords(wallWords);
  const frame = useWords(frameWords);
  const { language } = useLanguage();
  const line = useLine();
  useNow();
  const ageMs = line.lastContactMs === null ? null : performance.now() - line.lastContactMs;
  const text = {
    connecting: frame.lineConnecting,
    live: words.live,
    cut: frame.lineCutShort,
    'signed-out': frame.lineCutShort,
  }[line.phase];
  return (
    <span className={`live ${line.phase}`} data-line={line.phase}>
      <i aria-hidden="true" />
      {line.phase === 'cut' && '✕ '}
      {text}
      {ageMs !== null && ` · ${words.dataAge(age(ageMs, language))}`}
    </span>
  );
}
