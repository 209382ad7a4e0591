import { instantOf } from '../time/moments.js';
import type { RecordField } from './record-fields.js';

/** What stands in a form while it is filled in: a text, a yes or no, or several places. */
export type Draft = Record<string, string | boolean | readonly string[]>;
export type DraftFault = 'needed' | 'scores' | 'yuan';

/** What a form starts with: what is known from where it was opened, then what is usual, then a number of its own. */
export function newDraft(fields: readonly RecordField[], known: Draft, newKey: () => string): Draft {
  const draft: Draft = {};
  for (const field of fields) {
    const given = known[field.name] ?? field.usual;
    if (given !== undefined) draft[field.name] = given;
    else if (field.kind === 'key') draft[field.name] = newKey();
  }
  return draft;
}

/** A number that a person can read out, unlike any other of this day: `20261120-7f3a`. */
export const newKeyAt = (nowMs: number): string => {
  const random = crypto.getRandomValues(new Uint8Array(2));
  const tail = [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${instantOf(nowMs).slice(0, 10).replaceAll('-', '')}-${tail}`;
};

const typed = (value: Draft[string] | undefined): string => (typeof value === 'string' ? value.trim() : '');
const scoresOf = (text: string): number[] =>
  text
    .split(/[\s,，、;；]+/)
    .filter(Boolean)
    .map(Number);

/** What is missing or unreadable, by field. */
export function faultsOf(fields: readonly RecordField[], draft: Draft): Record<string, DraftFault> {
  const faults: Record<string, DraftFault> = {};
  for (const { name, kind, needed } of fields) {
    const value = draft[name];
    if (needed && kind !== 'flag' && kind !== 'places' && typed(value) === '') faults[name] = 'needed';
    else if (kind === 'year' && !/^[1-9]\d*$/.test(typed(value))) faults[name] = 'needed';
    else if (kind === 'count' && !/^\d+$/.test(typed(value))) faults[name] = 'needed';
    else if (kind === 'quantity' && typed(value) !== '' && !/^\d+(\.\d+)?$/.test(typed(value))) faults[name] = 'needed';
    else if (kind === 'yuan' && typed(value) !== '' && !/^\d+(\.\d{1,2})?$/.test(typed(value))) faults[name] = 'yuan';
    else if (kind === 'scores' && scoresOf(typed(value)).some((score) => !Number.isFinite(score)))
      faults[name] = 'scores';
  }
  return faults;
}

/** The fact as it is sent: what was left empty is left out; a moment typed without a zone is in the contract's, +08:00. */
export function factFrom(type: string, fields: readonly RecordField[], draft: Draft): Record<string, unknown> {
  const fact: Record<string, unknown> = { type };
  for (const { name, kind } of fields) {
    const value = draft[name];
    if (kind === 'flag') fact[name] = value === true;
    else if (kind === 'places') {
      if (Array.isArray(value) && value.length > 0) fact[name] = value;
    } else if (typed(value) !== '') {
      const text = typed(value);
      fact[name] = sent(kind, text);
    }
  }
  return fact;
}

function sent(kind: RecordField['kind'], text: string): unknown {
  switch (kind) {
    case 'scores':
      return scoresOf(text);
    case 'instant':
      return inZone(text);
    case 'year':
    case 'count':
    case 'quantity':
      return Number(text);
    case 'verdict':
      return text === 'passed';
    case 'yuan':
      return inFen(text);
    default:
      return text;
  }
}

/** Yuan with both digits of the fen, as amounts are written: `500` is `500.00`. */
const inFen = (text: string): string => {
  const [yuan, fen = ''] = text.split('.');
  return `${yuan}.${fen.padEnd(2, '0')}`;
};

/** `2026-11-20T14:00`, as a browser's field gives it, becomes an instant; one that is whole already stays. */
const inZone = (text: string): string => {
  if (/[+Z]/.test(text.slice(10))) return text;
  return `${text.length === 16 ? `${text}:00` : text}+08:00`;
};
