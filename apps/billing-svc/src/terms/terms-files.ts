import { parseAllTerms, patterns, termsTexts, type Terms } from '@weibao/contract-terms';
import { canonicalJson } from '@weibao/exchange';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const textOf = (file: string): string =>
  readFileSync(new URL(import.meta.resolve(`@weibao/contract-terms/terms/${file}.json`)), 'utf8');

/** The terms that ship with Weibao, read once at start. */
export class TermsFiles {
  constructor(
    private readonly byPattern: ReadonlyMap<string, Terms>,
    private readonly hashes: ReadonlyMap<string, string>,
  ) {}

  get patterns(): string[] {
    return [...this.byPattern.keys()];
  }

  of(pattern: string): Terms | undefined {
    return this.byPattern.get(pattern);
  }

  /** SHA-256 of the files that make a contract's terms: it moves with every change of them, whatever their version says. */
  sha256(pattern: string): string {
    const hash = this.hashes.get(pattern);
    if (hash === undefined) throw new Error(`there are no terms ${pattern}`);
    return hash;
  }
}

/** Throws one error that names every fault of every file: a service does not start on terms that it cannot read. */
export function readTermsFiles(): TermsFiles {
  const hashOf = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
  const hashes = patterns.map((pattern) => [pattern, hashOf(canonicalJson(termsTexts(textOf, pattern)))] as const);
  return new TermsFiles(parseAllTerms(textOf), new Map(hashes));
}
