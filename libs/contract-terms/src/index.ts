export { parseAllTerms, termsTexts } from './all-terms.js';
export { lintTerms } from './lint/lint-terms.js';
export type { Finding, Severity } from './lint/finding.js';
export { readingSchema, Readings, type Reading } from './readings.js';
export * from './schema.js';
export {
  amendTerms,
  caseFaults,
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
export { mergePatch } from './merge-patch.js';
