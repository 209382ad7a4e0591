import { createHash } from 'node:crypto';
import { canonicalJson, outcomeLists, type Outcome, type OutcomeList, type Step } from '@weibao/exchange';

/** The keys of the lines that differ, by list; a list without a difference is absent. */
export type ChangedLines = ReadonlyMap<OutcomeList, readonly string[]>;

export type Lists = Pick<Outcome, OutcomeList>;
type Line = Record<string, unknown>;

/** The fields that name a line, whatever its list; a line's key is what it has of them. */
const naming = [
  'payment',
  'year',
  'incident',
  'notice',
  'right',
  'ambiguity',
  'finding',
  'clause',
  'subject',
  'period',
  'system',
  'breach',
];

/** Such as `P1 BY-3-PAY1` or `BY-4.1-L1-RESP I1`. Two lines may share one: they are compared together. */
export function lineKey(line: object): string {
  return naming
    .map((field) => (line as Line)[field])
    .filter((value) => value !== undefined && value !== null)
    .join(' ');
}

function linesByKey(lines: readonly object[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of lines) {
    const key = lineKey(line);
    const before = found.get(key);
    const text = canonicalJson(line);
    found.set(key, before === undefined ? text : `${before}\n${text}`);
  }
  return found;
}

/** Equality of plain records, without writing them out: a year holds thousands of lines and one fact changes a few. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => name in b && same((a as Line)[name], (b as Line)[name]));
}

/** The keys of the lines between the first and the last difference that are not the same on both sides. */
function changedKeys(before: readonly object[], after: readonly object[]): string[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && same(before[head], after[head])) head++;
  let tail = 0;
  while (tail < shorter - head && same(before[before.length - 1 - tail], after[after.length - 1 - tail])) tail++;
  const old = linesByKey(before.slice(head, before.length - tail));
  const now = linesByKey(after.slice(head, after.length - tail));
  return [...new Set([...old.keys(), ...now.keys()])].filter((key) => old.get(key) !== now.get(key));
}

/** Which lines are not the same in both: new, gone or changed, in the order of the lists. */
export function changedLines(before: Lists, after: Lists): ChangedLines {
  const changed = new Map<OutcomeList, string[]>();
  for (const list of outcomeLists) {
    const keys = changedKeys(before[list], after[list]);
    if (keys.length) changed.set(list, keys);
  }
  return changed;
}

export function unite(...parts: readonly ChangedLines[]): ChangedLines {
  const all = new Map<OutcomeList, readonly string[]>();
  for (const list of outcomeLists) {
    const keys = new Set(parts.flatMap((part) => part.get(list) ?? []));
    if (keys.size) all.set(list, [...keys]);
  }
  return all;
}

/**
 * The outcome without what merely grows with time (exchange.md, `changesAt`): seconds late while overdue, seconds used and
 * value while a period runs. Two moments between which nothing happened are equal in this form.
 */
export function withoutGrowth(outcome: Outcome): Outcome {
  return {
    ...outcome,
    clocks: outcome.clocks.map((clock) => (clock.status === 'overdue' ? { ...clock, lateSeconds: 0 } : clock)),
    metrics: outcome.metrics.map((metric) =>
      !metric.final && metric.usedSeconds !== undefined ? { ...metric, usedSeconds: 0, value: null } : metric,
    ),
    deductions: outcome.deductions.map((line) => ({ ...line, steps: line.steps.map(stepWithoutGrowth) })),
  };
}

/** The sum of a deduction repeats how late its clock is. */
function stepWithoutGrowth(step: Step): Step {
  if (step.result !== 'overdue' || step.inputs['lateSeconds'] === undefined) return step;
  return { ...step, inputs: { ...step.inputs, lateSeconds: 0 } };
}

export type Digests = Readonly<Record<OutcomeList, string>>;

/** A short digest of each list, kept over a restart to see whether something changed meanwhile. */
export function listDigests(lists: Lists): Digests {
  const digest = (list: OutcomeList) =>
    createHash('sha256').update(canonicalJson(lists[list])).digest('hex').slice(0, 16);
  return Object.fromEntries(outcomeLists.map((list) => [list, digest(list)])) as Digests;
}

/** What was known of a contract before its first outcome. */
export const nothingYet: Lists = Object.fromEntries(outcomeLists.map((list) => [list, []])) as unknown as Lists;

export const changedLists = (before: Partial<Digests>, after: Digests): OutcomeList[] =>
  outcomeLists.filter((list) => before[list] !== after[list]);
