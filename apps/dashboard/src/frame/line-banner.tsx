import { frameWords } from '../i18n/frame-words.js';
import { useWords } from '../i18n/language.js';
import { useCutText } from '../live/use-cut-text.js';

/** Says that what stands on the page is old, for as long as the line is cut. */
export function LineBanner() {
  const words = useWords(frameWords);
  const cut = useCutText();
  if (cut === null) return null;
  return (
    <div className="line-banner" role="alert" data-cut>
      ✕ {navigator.onLine ? cut : words.offline}
    </div>
  );
}
