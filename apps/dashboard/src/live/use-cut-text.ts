import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { span } from '../time/time-left.js';
import { useLine, useNow } from './live-provider.js';

/** Since when the line is cut, in words; null while it stands. */
export function useCutText(): string | null {
  const words = useWords(frameWords);
  const { language } = useLanguage();
  const line = useLine();
  useNow();
  if (line.phase !== 'cut' || line.cutSinceMs === null) return null;
  return words.lineCut(span(Math.max(Math.floor((performance.now() - line.cutSinceMs) / 1000), 0), language));
}
