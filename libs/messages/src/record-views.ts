import type { Fact } from '@weibao/exchange';

/** One recorded fact in a list: what it says, who recorded it, and whether it still stands. */
export interface RecordedFact {
  id: string;
  type: string;
  at: string;
  recordedAt: string;
  by: string | null;
  account: string | null; // who recorded it
  organisation: string | null;
  role: string | null; // in which they recorded it
  withdrawn: boolean;
  confirmed: boolean; // a fact.confirmed of the hospital names it
  fact: Fact;
}

export interface RecordedFactPage {
  facts: RecordedFact[]; // newest first, by when it happened
  next: string | null;
}
