import { faultLine } from '@weibao/exchange';
import { parseTerms, patterns, type Pattern, type Terms } from './terms.js';

/**
 * Parses every terms file that ships with Weibao. `textOf` gives the text of `NAME.json` under terms/; reading it is the caller's, who starts a process.
 * Throws one error that names every fault of every file: nobody starts on terms that cannot be read.
 */
export function parseAllTerms(textOf: (name: string) => string): ReadonlyMap<string, Terms> {
  const found = new Map<string, Terms>();
  const faults: string[] = [];
  for (const pattern of patterns) {
    const parsed = parseTerms(termsTexts(textOf, pattern), pattern);
    if (parsed.ok) found.set(pattern, parsed.value);
    else faults.push(...parsed.faults.map(faultLine));
  }
  if (faults.length) throw new Error(`The terms cannot be read:\n${faults.join('\n')}`);
  return found;
}

/** The texts that make one contract's terms. */
export function termsTexts(textOf: (name: string) => string, pattern: Pattern) {
  return {
    terms: textOf(pattern),
    clauses: textOf(`clauses/${pattern}`),
    readings: [textOf('readings/common'), textOf(`readings/${pattern}`)],
  };
}
