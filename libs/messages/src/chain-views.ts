import type { ChainHead, ExportedFact } from '@weibao/exchange';
import type { Service } from './subjects.js';

/** A page of a service's share of a record export; `seen` is how far this service has copied and checked the others' chains. */
export interface ExportPage {
  facts: ExportedFact[];
  head: ChainHead;
  seen: Partial<Record<Service, ChainHead>>;
}

export interface FactsPage {
  facts: { position: number; hash: string; body: string; texts: Record<string, string> }[];
  head: number;
}

/** What is wrong with a chain, and at which position first: see docs/verify.md. */
export interface ChainFaultView {
  position: number;
  kind: 'bent' | 'missing' | 'inserted' | 'cut' | 'rewritten';
  seenBy?: string; // rewritten, cut: who copied it when it was still another one, or there; `audit`: the audit knows of the contract
}

/** Some of a service's chains as they stand now, and how far it has copied the others'. */
export interface ChainsPage {
  chains: { contract: string; facts: number; fault: ChainFaultView | null }[];
  seen: { contract: string; service: Service; position: number; hash: string }[];
  next: string | null;
}

/** Chains that are not the ones that others have copied. */
export interface ChainsCompared {
  faults: { contract: string; fault: ChainFaultView }[];
}
