import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { useLine, useNow } from '../live/live-provider.js';
import { span } from '../time/time-left.js';

/** Across the whole wall: what is seen is a picture of the past. */
export function CutBanner() {
  const words = useWords(frameWords);
  const { language } = useLanguage();
  const line = useLine();
  useNow();
  if (line.phase !== 'cut' || line.cutSinceMs === null) return null;
  const seconds = Math.max(Math.floor((performance.now() - line.cutSinceMs) / 1000), 0);
  return (
    <div className="cut" role="alert" data-cut>
      ✕ {words.lineCut(span(seconds, language))}
    </div>
  );
}
