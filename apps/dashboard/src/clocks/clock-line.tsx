import type { ClockView } from '@weibao/messages';
import { clockWords } from '../i18n/clock-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { clockFace } from './clock-face.js';
import { clockText, clockTitle } from './clock-text.js';
import './clocks.css';

/** One clock on a light page: title, shape, time left or late, limit. */
export function ClockLine({ clock, nowMs }: { clock: ClockView; nowMs: number }) {
  const words = useWords(clockWords);
  const { language } = useLanguage();
  const face = clockFace(clock, nowMs);
  const text = clockText(clock, face, nowMs, words, language);
  return (
    <span className={`clock-line ${face.state}`} data-stage={clock.stage} data-state={face.state}>
      {clockTitle(clock, language)}{' '}
      <b>
        {text.mark} {text.main}
      </b>
      {text.limit && <small>{text.limit}</small>}
      {!clock.firm && <small>{words.bestEffort}</small>}
      {clock.unconfirmed && <small>{words.unconfirmed}</small>}
      {clock.provisional && <small>{words.provisional}</small>}
    </span>
  );
}
