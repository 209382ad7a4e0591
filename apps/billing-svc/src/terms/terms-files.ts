import { parseTerms, patterns, type Terms } from '@weibao/contract-terms';
import { faultLine } from '@weibao/exchange';
import { readFileSync } from 'node:fs';

const textOf = (file: string): string =>
  readFileSync(new URL(import.meta.resolve(`@weibao/contract-terms/terms/${file}.json`)), 'utf8');

/** The terms that ship with Weibao, read once at start. */
export class TermsFiles {
  constructor(private readonly byPattern: ReadonlyMap<string, Terms>) {}

  get patterns(): string[] {
    return [...this.byPattern.keys()];
  }

  of(pattern: string): Terms | undefined {
    return this.byPattern.get(pattern);
  }
}

/** Throws one error that names every fault of every file: a service does not start on terms that it cannot read. */
export function readTermsFiles(): TermsFiles {
  const common = textOf('readings/common');
  const found = new Map<string, Terms>();
  const faults: string[] = [];
  for (const pattern of patterns) {
    const texts = {
      terms: textOf(pattern),
      clauses: textOf(`clauses/${pattern}`),
      readings: [common, textOf(`readings/${pattern}`)],
    };
    const parsed = parseTerms(texts, pattern);
    if (parsed.ok) found.set(pattern, parsed.value);
    else faults.push(...parsed.faults.map(faultLine));
  }
  if (faults.length) throw new Error(`The terms cannot be read:\n${faults.join('\n')}`);
  return new TermsFiles(found);
}
