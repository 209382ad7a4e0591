import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { useLine, useNow } from '../live/live-provider.js';
import { span } from '../time/time-left.js';

/** Says that what stands on the page is old, for as long as the line is cut. */
export function LineBanner() {
  const words = useWords(frameWords);
  const { language } = useLanguage();
  const line = useLine();
  useNow();
  if (line.phase !== 'cut' || line.cutSinceMs === null) return null;
  const seconds = Math.max(Math.floor((performance.now() - line.cutSinceMs) / 1000), 0);
  return (
    <div className="line-banner" role="alert" data-cut>
      ✕ {navigator.onLine ? words.lineCut(span(seconds, language)) : words.offline}
    </div>
  );
}
