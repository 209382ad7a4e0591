import type { FigureView } from '@weibao/messages';

/** Units in which a limit is typed. */
export const limitUnits = ['minutes', 'hours', 'days', 'workingDays'] as const;
export type LimitUnit = (typeof limitUnits)[number];
export const everyValues = ['month', 'quarter', 'half-year', 'year', 'settlement'] as const;

/** A figure as a person types it: one line, or a number with its unit. */
export interface Typed {
  text: string;
  unit?: LimitUnit;
}

export type Meant = { ok: true; value: unknown } | { ok: false };

/** `{ "hours": 4 }` → `4` and hours; a limit that is no number of something (by the end of the day) is shown and not typed. */
export function typedLimit(value: unknown): Typed | null {
  const [unit, count, ...more] = Object.entries((value ?? {}) as Record<string, unknown>).flat();
  const known = limitUnits.find((name) => name === unit);
  return known !== undefined && typeof count === 'number' && more.length === 0
    ? { text: String(count), unit: known }
    : null;
}

/** Windows of the day in one line: `09:00-12:00 14:00-18:00`. */
export const windowsText = (value: unknown): string =>
  Array.isArray(value) ? (value as [string, string][]).map(([from, to]) => `${from}-${to}`).join(' ') : '';

export function meantWindows(text: string): Meant {
  const parts = text
    .trim()
    .split(/[\s,，、;；]+/)
    .filter((part) => part !== '');
  const windows = parts.map((part) => /^(\d{2}:\d{2})\s*[-–—至]\s*(\d{2}:\d{2})$/.exec(part)?.slice(1, 3) ?? null);
  return windows.length > 0 && windows.every((window) => window !== null)
    ? { ok: true, value: windows }
    : { ok: false };
}

export function typedFigure({ kind, value }: Pick<FigureView, 'kind' | 'value'>): Typed {
  if (kind === 'limit') return typedLimit(value) ?? { text: JSON.stringify(value) };
  if (kind === 'windows') return { text: windowsText(value) };
  return { text: value === null || value === undefined ? '' : String(value) };
}

/** What a person meant by what was typed; whether it fits the contract is the server's to say. */
export function meantFigure(kind: FigureView['kind'], { text, unit }: Typed): Meant {
  const typed = text.trim();
  switch (kind) {
    case 'limit':
      return /^\d{1,6}(\.\d{1,2})?$/.test(typed) && unit !== undefined
        ? { ok: true, value: { [unit]: Number(typed) } }
        : { ok: false };
    case 'number':
      return /^\d{1,7}$/.test(typed) ? { ok: true, value: Number(typed) } : { ok: false };
    case 'yuan': {
      const amount = typed.replaceAll(/[,，]/g, '');
      return /^\d{1,13}(\.\d{1,2})?$/.test(amount) ? { ok: true, value: amount } : { ok: false };
    }
    case 'share':
      return meantShare(typed);
    case 'decimal':
      return /^-?\d{1,9}(\.\d{1,4})?$/.test(typed) ? { ok: true, value: typed } : { ok: false };
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(typed) ? { ok: true, value: typed } : { ok: false };
    case 'windows':
      return meantWindows(typed);
    default:
      return typed === '' ? { ok: false } : { ok: true, value: typed };
  }
}

/** Shares are typed as the contract has them: `1/5`, `20%`, `0.1%`, `3‰`. None is turned into a floating number. */
function meantShare(typed: string): Meant {
  if (/^\d{1,9}(\.\d{1,6})?\/0*[1-9]\d{0,8}$/.test(typed)) return { ok: true, value: typed };
  const part = /^(\d{1,6})(?:\.(\d{1,3}))?\s*([%％‰])$/.exec(typed);
  if (!part) return { ok: false };
  const [, whole = '', decimals = '', sign] = part;
  const lower = `${sign === '‰' ? '1000' : '100'}${'0'.repeat(decimals.length)}`;
  return { ok: true, value: `${`${whole}${decimals}`.replace(/^0+(?=\d)/, '')}/${lower}` };
}

export const sameValue = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
