import type { Parameters } from '@weibao/exchange';
import type { Reading } from '../readings.js';
import type { TermsData } from '../schema.js';
import { exact, percentage, product, share, type Exact } from './exact.js';

export type Severity = 'BLOCK' | 'WARN' | 'INFO';

/** What lint found in a contract's terms: a fault of the text or a blank, with what it touches and what would mend it. */
export interface Finding {
  finding: string; // kind, kebab-case
  ambiguity?: string; // the recorded ambiguity that it is, if it is one
  severity: Severity;
  clause: string;
  affects: string[]; // other clauses that depend on it
  zh: string;
  en: string;
  proposalZh: string;
  proposalEn: string;
}

/** What lint looks at. Calendars are asked for by year, so that nothing here reads a clock or a file. */
export interface LintInput {
  terms: TermsData & { registry: readonly Reading[] };
  parameters: Parameters;
  isPublished: (year: number) => boolean;
}

export type LintRule = (input: LintInput) => Finding[];

/** The figure of a base, in yuan; null while the contract and the parameters leave it blank. */
export function baseFigure({ terms, parameters }: LintInput, name: string): Exact | null {
  const rule = terms.bases[name];
  if (!rule) return null;
  if (rule.yuan !== undefined) return exact(rule.yuan);
  if (rule.parameter !== undefined) {
    const given = parameters[rule.parameter];
    return given === undefined ? null : exact(given);
  }
  const of = rule.of === undefined ? null : baseFigure({ terms, parameters } as LintInput, rule.of);
  if (of === null) return null;
  if (rule.shareParameter) return parameters.share === undefined ? null : product(of, percentage(parameters.share));
  return rule.share === undefined ? null : product(of, share(rule.share));
}

/** The base that a base is a share of, in the end: the figure that stands in the contract itself. */
export function statedBase(terms: TermsData, name: string): string {
  const of = terms.bases[name]?.of;
  return of === undefined ? name : statedBase(terms, of);
}

/** The day from which the term runs, if the contract or a parameter says so. */
export function startDate({ terms, parameters }: LintInput): string | undefined {
  return (
    terms.term.startsOn ??
    terms.term.startParameters.map((name) => parameters[name]).find((value) => value !== undefined)
  );
}

export const unique = (clauses: readonly (string | undefined)[]): string[] => [
  ...new Set(clauses.filter((clause): clause is string => clause !== undefined)),
];
