import type { ClauseActivity, ClauseView } from '@weibao/messages';
import type { Language } from '../i18n/language.js';

/** ✓ as it should be, ● goes on, ■ too late or missed, ▲ somebody has to act, ○ nothing yet: a shape beside every colour. */
export type Tone = 'good' | 'running' | 'bad' | 'ask' | 'quiet';
export const toneShapes: Record<Tone, string> = { good: '✓', running: '●', bad: '■', ask: '▲', quiet: '○' };

const tones: Record<Tone, readonly string[]> = {
  good: ['met', 'done', 'passed', 'repassed', 'paid', 'open', 'confirmed', 'continue', 'exercised'],
  running: ['running', 'due', 'counting', 'applied', 'eligible'],
  bad: ['overdue', 'late', 'missed', 'reached', 'failed', 'refailed', 'closed', 'suspended', 'forfeited'],
  ask: ['proposed', 'disputed', 'held', 'unknown', 'undetermined', 'arisen', 'rectify', 'may-terminate'],
  quiet: ['upcoming', 'not-due', 'not-yet', 'waived', 'not-owed', 'not-recorded', 'not-applicable'],
};
const order: readonly Tone[] = ['bad', 'ask', 'running', 'good', 'quiet'];

export const toneOf = ({ state }: Pick<ClauseActivity, 'state'>): Tone =>
  order.find((tone) => tones[tone].includes(state)) ?? 'quiet';

/** What needs somebody first. */
export const byTone = (a: ClauseActivity, b: ClauseActivity): number =>
  order.indexOf(toneOf(a)) - order.indexOf(toneOf(b));

export const kinds = ['computed', 'scheduled', 'gate', 'evidence'] as const satisfies readonly ClauseView['kind'][];
export const severityShapes = { BLOCK: '■', WARN: '▲', INFO: '○' } as const;

export interface ClauseFilter {
  text: string;
  kind: ClauseView['kind'] | null;
  busy: boolean; // only clauses on which a record of the outcome rests
}

const bare = (text: string) => text.replace(/\s+/g, '').toLowerCase();

/** Clauses that hold the text in their id, place or words of either language, in the contract's order. */
export function filtered(
  clauses: readonly ClauseView[],
  { text, kind, busy }: ClauseFilter,
  active: ReadonlyMap<string, unknown>,
): ClauseView[] {
  const wanted = bare(text);
  return clauses.filter(
    (clause) =>
      (kind === null || clause.kind === kind) &&
      (!busy || active.has(clause.id)) &&
      [clause.id, clause.place, clause.zh, clause.en].some((part) => bare(part).includes(wanted)),
  );
}

export function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

/** The words of the chosen language first, the other's beside them. */
export const bothWords = ({ zh, en }: { zh: string; en: string }, language: Language): [string, string] =>
  language === 'zh' ? [zh, en] : [en, zh];
