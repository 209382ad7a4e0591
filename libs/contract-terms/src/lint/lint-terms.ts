import type { Parameters } from '@weibao/exchange';
import { makeCalendar } from '@weibao/calendar';
import type { Reading } from '../readings.js';
import type { Terms } from '../terms.js';
import { blanks } from './blanks.js';
import { calendarYears } from './calendar-years.js';
import { contradictions } from './contradictions.js';
import type { Finding, LintInput, LintRule, Severity } from './finding.js';
import { missingParts } from './missing.js';
import { sums } from './sums.js';
import { thresholds } from './thresholds.js';

const rules: readonly LintRule[] = [blanks, missingParts, sums, contradictions, thresholds, calendarYears];
const weight: Record<Severity, number> = { BLOCK: 0, WARN: 1, INFO: 2 };

/**
 * Everything in a contract's terms that cannot be computed, contradicts itself or is left blank, found by general rules: gravest first, then in the
 * contract's order. `isPublished` tells for which years a calendar is known; without it, those that ship with Weibao.
 */
export function lintTerms(
  terms: Terms,
  parameters: Parameters,
  isPublished: (year: number) => boolean = builtIn,
): Finding[] {
  const input: LintInput = { terms, parameters, isPublished };
  const place = (finding: Finding) => terms.clauseOrder.get(finding.clause) ?? Infinity;
  return distinct(rules.flatMap((rule) => rule(input)))
    .map((finding) => {
      const ambiguity = ambiguityOf(terms.registry, finding);
      return ambiguity === undefined ? finding : { ...finding, ambiguity: ambiguity.id };
    })
    .sort((a, b) => weight[a.severity] - weight[b.severity] || place(a) - place(b));
}

/** The same fault of one clause is told once, though several rules of the file carry the clause out. */
const distinct = (findings: readonly Finding[]): Finding[] => [
  ...new Map(findings.map((finding) => [`${finding.finding} ${finding.clause} ${finding.en}`, finding])).values(),
];

/** The recorded ambiguity that a finding is: one that expects this kind of finding and concerns its clause. */
function ambiguityOf(registry: readonly Reading[], finding: Finding): Reading | undefined {
  const expecting = registry.filter((entry) => entry.findings?.includes(finding.finding));
  return (
    expecting.find((entry) => entry.clauses.includes(finding.clause)) ??
    expecting.find((entry) => entry.clauses.some((clause) => finding.affects.includes(clause)))
  );
}

const shipped = makeCalendar();
const builtIn = (year: number): boolean => shipped.isPublished(year);
