import { parseTerms, type Terms } from '@weibao/contract-terms';
import { readFileSync } from 'node:fs';

const textOf = (file: string): string =>
  readFileSync(new URL(`../../libs/contract-terms/terms/${file}.json`, import.meta.url), 'utf8');

/** The terms as the services read them. */
export function termsOf(pattern: string): Terms {
  const parsed = parseTerms(
    {
      terms: textOf(pattern),
      clauses: textOf(`clauses/${pattern}`),
      readings: [textOf('readings/common'), textOf(`readings/${pattern}`)],
    },
    pattern,
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.value;
}
