import {
  parseAllTerms,
  patterns,
  termsOfContract,
  termsTexts,
  type Registration,
  type Terms,
} from '@weibao/contract-terms';
import { canonicalJson } from '@weibao/exchange';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const textOf = (file: string): string =>
  readFileSync(new URL(import.meta.resolve(`@weibao/contract-terms/terms/${file}.json`)), 'utf8');

/** A contract, as far as it says which terms it follows. */
export interface Following {
  contract: string;
  registered: Registration;
}

const sha256Of = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** The terms that ship with Weibao, read once at start, and those that contracts bring in their registration. */
export class TermsFiles {
  constructor(
    private readonly byPattern: ReadonlyMap<string, Terms>,
    private readonly hashes: ReadonlyMap<string, string>,
  ) {}

  get patterns(): string[] {
    return [...this.byPattern.keys()];
  }

  shipped(pattern: string): Terms | undefined {
    return this.byPattern.get(pattern);
  }

  /** Those whose clauses begin so: BY, HP … */
  ofPrefix(prefix: string): Terms | undefined {
    return [...this.byPattern.values()].find((terms) => terms.prefix === prefix);
  }

  /** The terms that a contract was registered with; undefined where this version of Weibao has none such. */
  of({ contract, registered }: Following): Terms | undefined {
    return termsOfContract(this.byPattern, contract, registered);
  }

  /** SHA-256 of what makes a contract's terms, files or its own: it moves with every change of them, whatever their version says. */
  sha256({ contract, registered }: Following): string {
    if (registered.own !== undefined) return sha256Of(canonicalJson(registered.own));
    const hash = this.hashes.get(registered.pattern ?? contract);
    if (hash === undefined) throw new Error(`there are no terms ${registered.pattern ?? contract}`);
    return hash;
  }
}

/** Throws one error that names every fault of every file: a service does not start on terms that it cannot read. */
export function readTermsFiles(): TermsFiles {
  const hashes = patterns.map((pattern) => [pattern, sha256Of(canonicalJson(termsTexts(textOf, pattern)))] as const);
  return new TermsFiles(parseAllTerms(textOf), new Map(hashes));
}
