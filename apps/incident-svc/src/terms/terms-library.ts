import { parseAllTerms, type Terms } from '@weibao/contract-terms';
import type { ContractRecord } from '@weibao/service-kit';
import { readFileSync } from 'node:fs';

const textOf = (file: string): string =>
  readFileSync(new URL(import.meta.resolve(`@weibao/contract-terms/terms/${file}.json`)), 'utf8');

/** The terms that ship with Weibao, by pattern. */
export class TermsLibrary {
  constructor(private readonly byPattern: ReadonlyMap<string, Terms>) {}

  /**
   * The terms that a contract was registered with; the engine applies its amendments.
   * Throws when this version of Weibao has no such terms: an older instance beside a newer one.
   */
  of(record: Pick<ContractRecord, 'contract' | 'registered'>): Terms {
    const pattern = record.registered?.pattern ?? record.contract;
    const terms = this.byPattern.get(pattern);
    if (!terms)
      throw new Error(`contract ${record.contract} follows the terms ${pattern}, which this version has no file for`);
    return terms;
  }
}

/** Reads every terms file once, at start. Throws one error that names all faults of all files. */
export function readTermsLibrary(): TermsLibrary {
  return new TermsLibrary(parseAllTerms(textOf));
}
