import { formatInstant, parseInstant } from '@weibao/exchange';
import type { Refusal } from '@weibao/messages';

/** One thing wrong with a command: a stable code, the field it is about, and what happened, to which thing, and what to do next. */
export interface CommandFault {
  code: string;
  place: string;
  zh: string;
  en: string;
}

/** All faults of a command in one refusal; its code is that of the first. */
export function refusalOf(faults: readonly CommandFault[]): Refusal {
  const first = faults[0];
  if (!first) throw new Error('a refusal needs at least one fault');
  const join = (texts: string[]): string =>
    texts.length === 1 ? (texts[0] as string) : texts.map((text, index) => `(${index + 1}) ${text}`).join(' ');
  return {
    code: first.code,
    message: join(faults.map((fault) => fault.zh)),
    messageEn: join(faults.map((fault) => fault.en)),
    faults: faults.map((fault) => ({ place: fault.place, message: fault.zh })),
  };
}

/** An instant as people read it, in the contracts' zone: `2026-11-20 09:10:00`. */
export function readable(instant: string | number): string {
  const ms = typeof instant === 'number' ? instant : parseInstant(instant);
  return ms === null ? String(instant) : formatInstant(ms).replace('T', ' ').replace('+08:00', '');
}
