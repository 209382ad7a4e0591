import type { IncidentView } from '@weibao/messages';
import { useLevelName } from '../http/level-name.js';
import { clockWords } from '../i18n/clock-words.js';
import { useWords } from '../i18n/language.js';
import './clocks.css';

export function LevelTag({ incident }: { incident: Pick<IncidentView, 'contract' | 'level' | 'levelName'> }) {
  const { level } = incident;
  const words = useWords(clockWords);
  const levelName = useLevelName()(incident);
  const name = level === null ? words.ungraded : (words.levels[level] ?? level);
  return <span className={`level-tag level-${level ?? 'none'}`}>{[name, levelName].filter(Boolean).join(' ')}</span>;
}
