import type { ClockView } from '@weibao/messages';
import type { ClockWords } from '../i18n/clock-words.js';
import type { Language } from '../i18n/language.js';
import { instantMs, shortMoment, weekMoment } from '../time/moments.js';
import { countdown, digits, lateness, span } from '../time/time-left.js';
import { inWorkingTime, type ClockFace } from './clock-face.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** From an hour on a stage counts in minutes, rounded up as all time left is: many seconds running at once only disturb. */
const calm = (leftMs: number, language: Language) =>
  span(Math.ceil(leftMs / 60_000) * 60, language).replaceAll(' ', language === 'zh' ? '' : ' ');

/** The words of one clock: a mark, what matters now, and the limit beside it. Never colour alone. */
export interface ClockText {
  mark: string;
  main: string;
  limit: string;
}

export function clockText(
  clock: ClockView,
  face: ClockFace,
  nowMs: number,
  words: ClockWords,
  language: Language,
): ClockText {
  const limit = language === 'zh' ? clock.limitZh : clock.limitEn;
  const text = (main: string, withLimit = limit): ClockText => ({
    mark: face.mark,
    main: main.trim(),
    limit: withLimit,
  });
  switch (face.state) {
    case 'met':
      return face.usedSeconds === null || inWorkingTime(clock)
        ? text(
            `${words.doneAt} ${clock.metAt === null ? '' : shortMoment(instantMs(clock.metAt), nowMs, language)}`,
            '',
          )
        : text(`${words.used} ${digits(face.usedSeconds, language)}`, '');
    case 'late':
      return text(`${words.lateBy} ${lateness(face.lateSeconds, language)}`);
    case 'missed':
      return text(`${words.over} ${lateness(face.lateSeconds, language)}`);
    case 'running':
    case 'soon': {
      const leftMs = face.leftMs ?? 0;
      if (leftMs < DAY_MS / 2)
        return text(`${words.left} ${leftMs < HOUR_MS ? countdown(leftMs, language) : calm(leftMs, language)}`);
      // Of working time the limit says what the moment does not: four working hours may end on Monday.
      return text(
        `${weekMoment(nowMs + leftMs, nowMs, language)}${language === 'zh' ? ` ${words.by}` : ''}`,
        inWorkingTime(clock) ? limit : '',
      );
    }
    case 'waived':
      return text(words.waived, '');
    case 'not-owed':
      return text(words.notOwed, '');
    case 'undated':
      return text(words.undated);
  }
}

export const clockTitle = (clock: ClockView, language: Language) => (language === 'zh' ? clock.titleZh : clock.titleEn);
