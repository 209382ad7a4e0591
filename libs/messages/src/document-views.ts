import type { DutyRecord, EvidenceFile } from '@weibao/exchange';
import type { PaperKind } from './papers.js';

/** One filing of a document; a later one of the same document is its next version. */
export interface FilingView {
  fact: string;
  version: number; // 1, 2, 3 … in the order of filing
  document: string;
  at: string;
  by: string | null;
  account: string | null;
  stamped: boolean;
  confirmedAt: string | null; // when the hospital confirmed it
  parts: string[] | null; // those of the wanted parts that it was said to hold; null: not said
  files: (EvidenceFile & { name: string | null })[];
}

/** A document that is owed, or was filed though nobody owed it (then `clause` and `status` are null). */
export interface DocumentView {
  contract: string;
  documents: string[]; // any of these kinds will do
  about: string | null; // an inspection, incident, period, notice; null: the contract itself
  clause: string | null;
  titleZh: string | null;
  titleEn: string | null;
  owedBy: 'vendor' | 'hospital' | null;
  stamped: boolean; // does not count without the seal
  /** What the contract wants it to say; null: nothing by name. */
  wanted: { clause: string; parts: { part: string; nameZh: string; nameEn: string }[] } | null;
  dueOn: string | null;
  dueAt: string | null;
  doneAt: string | null;
  status: DutyRecord['status'] | null;
  filings: FilingView[]; // newest first
}

export interface DocumentPage {
  documents: DocumentView[]; // overdue, due, then what is filed, newest first
  next: number | null;
}

/** What comes with the application for the acceptance of a service year, document by document. */
export interface ApplicationPackView {
  year: number;
  clause: string;
  items: {
    document: string;
    titleZh: string;
    titleEn: string;
    filedAt: string | null;
    open: string[]; // incidents and inspections whose report has not come
    /** complete: what was owed one by one has all come; none: nothing was owed. */
    status: 'filed' | 'complete' | 'none' | 'missing';
  }[];
}

/** A fact as it stands on paper, without who typed it. */
export type PaperFact = Record<string, unknown> & { type: string; at: string; by?: string };

/** A paper that people sign and seal: what it is about, what its scan is filed as, and the code that stands on it. */
export interface PaperFound {
  contract: string;
  kind: PaperKind;
  subject: string;
  document: string;
  code: string;
}

export interface PaperView extends PaperFound {
  facts: PaperFact[]; // oldest first
}
