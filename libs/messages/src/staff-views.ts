import type { CounterRecord, DutyStatus } from '@weibao/exchange';

/** Of each post whoever was named for it last. */
export interface StaffPostView {
  post: string;
  person: string | null; // a pseudonym
  of: 'hospital' | 'vendor' | null;
  onSite: boolean | null; // null: not said
  since: string;
  absentSince: string | null;
}

/** What must stand before an act: `approval`, or a kind of document. */
export interface ConsentNeedView {
  need: string;
  stamped: boolean;
  /** late: it came after the act; unnamed: an approval stands that does not say what it is for. */
  state: 'met' | 'late' | 'asked' | 'refused' | 'unnamed' | 'missing';
  at: string | null;
  approval: string | null;
}

/** An act that the contract allows only with the hospital's consent; `actAt` null: asked for, not done. */
export interface ConsentView {
  clause: string;
  titleZh: string;
  titleEn: string;
  act: string; // the type of the fact
  approval: string; // kind of the approval
  subject: string;
  post: string | null;
  person: string | null;
  actAt: string | null;
  status: 'done' | 'without' | 'undetermined' | 'allowed' | 'waiting' | 'refused';
  needs: ConsentNeedView[];
  consequence: string | null; // the clause by which people rule or note it
}

export interface ApprovalView {
  approval: string;
  kind: string | null;
  about: string | null;
  askedAt: string | null;
  askedBy: string | null;
  status: 'asked' | 'given' | 'refused';
  decidedAt: string | null;
  account: string | null; // who decided, or asked where nobody has decided
  note: string | null; // for the parties alone
}

/** A month of a roster: each weekend and holiday day with who stands on it. */
export interface RosterView {
  clause: string;
  document: string; // the kind that it is filed as
  period: string;
  dueOn: string | null;
  status: DutyStatus;
  provisional: boolean;
  filedAt: string | null;
  days: { on: string; kind: 'weekend' | 'holiday'; people: { person: string; post: string | null }[] }[];
  missing: string[] | null; // days that it leaves out; null: not known, or none filed
}

export interface EffortView extends CounterRecord {
  titleZh: string;
  titleEn: string;
  unit: 'personDays' | 'count';
}

export interface StaffView {
  contract: string;
  people: StaffPostView[];
  /** What the contract wants consent for, whether or not anybody asked. */
  wanted: { clause: string; titleZh: string; titleEn: string; approval: string; documents: string[] }[];
  consents: ConsentView[]; // not done yet first, then the latest; those long past are left out, and counted in `older`
  approvals: ApprovalView[];
  older: number;
  rosters: RosterView[];
  efforts: EffortView[];
}
