import { parseAllTerms, type Terms } from '@weibao/contract-terms';
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
  return new TermsFiles(parseAllTerms(textOf));
}
