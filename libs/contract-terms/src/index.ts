export { parseAllTerms, termsTexts } from './all-terms.js';
export { askedParameters, type ParameterName } from './figures/asked-parameters.js';
export {
  figureChanges,
  patchBetween,
  withFigures,
  type FigureChange,
  type FigureEdits,
} from './figures/figure-edits.js';
export { figuresOf, type Figure, type FigureKind } from './figures/figure.js';
export { unmendedTexts } from './figures/unmended-texts.js';
export { lintTerms } from './lint/lint-terms.js';
export type { Finding, Severity } from './lint/finding.js';
export { readingSchema, Readings, type Reading } from './readings.js';
export { termsSchema, type TermsData } from './schema.js';
export type { AcceptanceRule, MajorRule } from './schema/acceptance.js';
export type { ConsentRule } from './schema/consents.js';
export type { CounterRule } from './schema/counters.js';
export type { DutyRule } from './schema/duties.js';
export type { MetricRule } from './schema/metrics.js';
export type { NoticeRule } from './schema/notices.js';
export type { GateRule, PaymentRule } from './schema/payments.js';
export type { AmountRule, CapRule, PenaltyRule } from './schema/penalties.js';
export type { RightRule } from './schema/rights.js';
export type { GradeMatrix, ScorecardRule } from './schema/scorecard.js';
export type { DemandTarget, IncidentTarget } from './schema/targets.js';
export { limitSchema, type Limit } from './schema/values.js';
export {
  amendedBy,
  amendTerms,
  citedClauses,
  parseTerms,
  patterns,
  sameName,
  systemInScope,
  type ClauseEntry,
  type Pattern,
  type Terms,
  type TermsTexts,
} from './terms.js';
export {
  asOwnTerms,
  ownTermsSchema,
  parseOwnTerms,
  termsOfContract,
  type OwnTerms,
  type Registration,
} from './own-terms.js';
export { caseFaults } from './case-faults.js';
export { mergePatch } from './merge-patch.js';
