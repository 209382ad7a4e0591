import type { Fact, Statement } from '@weibao/exchange';
import type { DecisionReason, StatementDocument, StatementPart } from '@weibao/messages';
import { createHash } from 'node:crypto';

/** Characters in a part: each takes at most three bytes, six where it is escaped, and a message holds 256 KB. */
const PART_CHARACTERS = 32 * 1024;

/** The reasons beside a statement's decisions, as they stand in the record now. Free text is for the parties. */
export function reasonsOf(
  statement: Statement,
  facts: readonly Fact[],
  isParty: boolean,
): StatementDocument['reasons'] {
  const lines = [...statement.figures.deductions, ...statement.figures.receivables];
  const wanted = new Set(lines.flatMap(({ decisions }) => decisions.map(({ fact }) => fact)));
  return Object.fromEntries(
    facts.flatMap((fact): [string, DecisionReason][] => {
      const { id, note } = fact;
      if (id === undefined || !wanted.has(id) || note === undefined) return [];
      if (isErased(note)) return [[id, { gone: 'erased' }]];
      return [[id, isParty ? { text: note } : { gone: 'withheld' }]];
    }),
  );
}

/** What stands in the body where the text beside it is gone. */
const isErased = (note: string): boolean => /^sha256:[0-9a-f]{64}$/.test(note);

/** A part of the document after so many characters; null beyond its end. No part ends between the halves of a character. */
export function partOf(document: StatementDocument, after: number): StatementPart | null {
  const text = JSON.stringify(document);
  if (after >= text.length) return null;
  let end = Math.min(after + PART_CHARACTERS, text.length);
  if (end < text.length && /[\uD800-\uDBFF]/.test(text[end - 1] ?? '')) end -= 1;
  return {
    part: text.slice(after, end),
    whole: createHash('sha256').update(text, 'utf8').digest('hex'),
    next: end < text.length ? end : null,
  };
}
