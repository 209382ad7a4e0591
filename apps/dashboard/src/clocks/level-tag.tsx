import type { IncidentView } from '@weibao/messages';
import { clockWords } from '../i18n/clock-words.js';
import { useWords } from '../i18n/language.js';
import './clocks.css';

export function LevelTag({ incident: { level, levelName } }: { incident: Pick<IncidentView, 'level' | 'levelName'> }) {
  const words = useWords(clockWords);
  const name = level === null ? words.ungraded : (words.levels[level] ?? level);
  return <span className={`level-tag level-${level ?? 'none'}`}>{[name, levelName].filter(Boolean).join(' ')}</span>;
}
