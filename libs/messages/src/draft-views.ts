import type { FindingView } from './contract-views.js';

/** What a person changes in a form of a contract's terms, with the clause that says it. */
export interface FigureView {
  path: string; // where it stands in the terms, a JSON pointer
  group: string;
  clause: string | null;
  titleZh: string | null;
  titleEn: string | null;
  levels: string[];
  name: string;
  kind: 'yuan' | 'share' | 'number' | 'decimal' | 'limit' | 'date' | 'every' | 'windows' | 'text' | 'systems';
  value: unknown;
}

/** A figure beside what it was before; null where it was not there, or is not any more. */
export interface FigureChangeView extends FigureView {
  was: unknown;
}

export interface ClauseTextView {
  id: string;
  place: string;
  zh: string;
  en: string;
}

/** A blank of the contract that its parameters fill, with the clause that leaves it. */
export interface AskedParameter {
  name: string;
  clause: string;
}

export interface DraftSummary {
  draft: string;
  version: number;
  state: 'open' | 'registered';
  basedOn: string; // the prefix of terms that ship, a contract, or the name of a file
  contract: string | null; // the id that it is to have, or has
  nameZh: string;
  nameEn: string;
  open: number; // findings that bar it from being registered
  startedBy: string;
  changedBy: string;
  changedAt: string;
}

/** What a draft says of the contract that it is to become; `edits` by the path of the figure. */
export interface DraftContent {
  contract: string;
  parties: { organisation: string; part: 'customer' | 'user' | 'vendor' }[];
  parameters: Record<string, unknown>;
  recordStartsOn?: string | undefined; // from which day the record is kept; absent: from the start of the term
  edits: Record<string, unknown>;
  texts: Record<string, { zh: string; en: string }>;
}

export interface DraftView extends DraftSummary {
  content: DraftContent;
  figures: FigureChangeView[]; // as the draft has them, beside what its pattern says
  clauses: (ClauseTextView & { was: { zh: string; en: string } | null })[]; // was: the pattern's text, where it was changed
  asked: AskedParameter[];
  findings: FindingView[];
}

/** Terms to begin with: those that ship, and the contracts of the own organisation. */
export interface PatternView {
  pattern: string; // of terms that ship the prefix of their clauses (BY), of a contract its id
  nameZh: string;
  nameEn: string;
  own: boolean;
}

export interface DraftList {
  drafts: DraftSummary[];
  patterns: PatternView[];
}

/** What the registration of a draft came to. */
export interface DraftRegistered {
  contract: string;
  fact: string;
  terms: string;
  calendars: number[];
  accepted: number; // findings that were accepted
}
