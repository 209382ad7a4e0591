import { useCutText } from '../live/use-cut-text.js';

/** Across the whole wall: what is seen is a picture of the past. */
export function CutBanner() {
  const cut = useCutText();
  if (cut === null) return null;
  return (
    <div className="cut" role="alert" data-cut>
      ✕ {cut}
    </div>
  );
}
