import { parseAllTerms, termsOfContract, type Registration, type Terms } from '@weibao/contract-terms';
import { readFileSync } from 'node:fs';

const textOf = (file: string): string =>
  readFileSync(new URL(import.meta.resolve(`@weibao/contract-terms/terms/${file}.json`)), 'utf8');

/** The terms that ship with Weibao, read once at start, and those that contracts bring in their registration. */
export class TermsFiles {
  constructor(private readonly byPattern: ReadonlyMap<string, Terms>) {}

  get patterns(): string[] {
    return [...this.byPattern.keys()];
  }

  shipped(pattern: string): Terms | undefined {
    return this.byPattern.get(pattern);
  }

  /** The terms that a contract was registered with; undefined where it is not registered, or this version has none such. */
  of({ contract, registered }: { contract: string; registered: Registration | null }): Terms | undefined {
    return registered ? termsOfContract(this.byPattern, contract, registered) : undefined;
  }
}

/** Throws one error that names every fault of every file: a service does not start on terms that it cannot read. */
export function readTermsFiles(): TermsFiles {
  return new TermsFiles(parseAllTerms(textOf));
}
