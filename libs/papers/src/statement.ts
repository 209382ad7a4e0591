import {
  canonicalJson,
  PERIOD_STATEMENT_FORMAT,
  STATEMENT_FORMAT,
  type Statement,
  type StatementFigures,
} from '@weibao/exchange';
import { statementDifferences } from './statement-differences.js';

/** What is settled about a statement before it is issued, beside its figures and what follows from them. */
export type StatementHead = Omit<Statement, 'format' | 'payment' | 'period' | 'figures' | 'differences' | 'former'>;

/** A statement of the same payment or period that was issued before. */
export interface FormerStatement {
  statement: string;
  sha256: string;
  figures: StatementFigures;
}

export function composeStatement(
  head: StatementHead,
  figures: StatementFigures,
  former: FormerStatement | null,
): Statement {
  const rest = {
    ...head,
    former: former && { statement: former.statement, sha256: former.sha256 },
    differences: former === null ? [] : statementDifferences(former.figures, figures),
  };
  return 'payment' in figures
    ? { format: STATEMENT_FORMAT, ...rest, payment: figures.payment.payment, figures }
    : { format: PERIOD_STATEMENT_FORMAT, ...rest, period: figures.period.period, figures };
}

/** The bytes of an issued statement: the same statement gives the same text. */
export const statementText = (statement: Statement): string => canonicalJson(statement);

/**
 * The text that an issued statement has when its figures are computed again: all that was settled then, its versions too, is taken over from it; the
 * figures, and what they differ in from the former, come from now.
 */
export function recomputedText(issued: Statement, figures: StatementFigures, former: FormerStatement | null): string {
  const { contract, pattern, nameZh, nameEn, statement, issuedAt, issuedBy, parties, previous, asOf, heads, versions } =
    issued;
  const names = { contract, pattern, nameZh, nameEn, statement };
  const head = { ...names, issuedAt, issuedBy, parties, previous, asOf, heads, versions };
  return statementText(composeStatement(head, figures, former));
}

/** `2026-001`: the year of issue and the number in it. */
export const statementName = (year: number, number: number): string => `${year}-${String(number).padStart(3, '0')}`;
