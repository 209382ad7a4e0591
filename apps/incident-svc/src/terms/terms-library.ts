import { parseAllTerms, termsOfContract, type Terms } from '@weibao/contract-terms';
import type { ContractRecord } from '@weibao/service-kit';
import { readFileSync } from 'node:fs';

const textOf = (file: string): string =>
  readFileSync(new URL(import.meta.resolve(`@weibao/contract-terms/terms/${file}.json`)), 'utf8');

/** The terms that ship with Weibao, by pattern, and those that contracts bring in their registration. */
export class TermsLibrary {
  constructor(private readonly byPattern: ReadonlyMap<string, Terms>) {}

  /**
   * The terms that a contract was registered with; the engine applies its amendments.
   * Throws when this version of Weibao has no such terms: an older instance beside a newer one.
   */
  of(record: Pick<ContractRecord, 'contract' | 'registered'>): Terms {
    const terms = termsOfContract(this.byPattern, record.contract, record.registered ?? {});
    if (terms) return terms;
    const named = record.registered?.own === undefined ? (record.registered?.pattern ?? record.contract) : 'of its own';
    throw new Error(`contract ${record.contract} follows the terms ${named}, which this version cannot read`);
  }
}

/** Reads every terms file once, at start. Throws one error that names all faults of all files. */
export function readTermsLibrary(): TermsLibrary {
  return new TermsLibrary(parseAllTerms(textOf));
}
