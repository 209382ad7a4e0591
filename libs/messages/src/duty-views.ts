import type { DutyProof, DutyRecord, DutyStatus } from '@weibao/exchange';

export interface DutyView extends DutyRecord {
  contract: string;
  titleZh: string;
  titleEn: string;
  owedBy: 'vendor' | 'hospital';
  proof: DutyProof;
  /** In a folded list: so many more daily backups of the month stand alike. */
  alike?: number;
}

export type InspectionFindingStatus = 'open' | 'overdue' | 'closed' | 'verified';

/** What an inspection found, followed until the hospital has verified that it is closed. */
export interface InspectionFinding {
  finding: string;
  inspection: string | null;
  area: string | null;
  risk: 'high' | 'medium' | 'low' | null;
  summary: string | null;
  advice: string | null;
  dueOn: string | null; // the last day of its limit
  /** overdue: open past its day; closed: by whoever rectified it, not looked at by the hospital yet. */
  status: InspectionFindingStatus;
  notedAt: string;
  closedAt: string | null;
  verifiedAt: string | null;
  refusedAt: string | null; // the hospital looked and it was not closed
}

export interface InspectionView {
  contract: string;
  inspection: string;
  kind: string | null;
  period: string | null;
  startedAt: string | null;
  endedAt: string | null;
  by: string | null;
  areas: string[]; // what was looked at, as recorded at the end
  /** The report that the contract asks for; null where it asks for none or the inspection runs. */
  report: { clause: string; dueOn: string | null; filedAt: string | null; status: DutyStatus } | null;
  findings: InspectionFinding[];
}

/** What the contract's terms say of the forms by which duties are recorded. */
export interface DutyForms {
  /** Work that is dated by a plan: a `duty.planned` of this kind becomes a duty under this clause. */
  plan: { kind: string; clause: string; titleZh: string; titleEn: string; owedBy: 'vendor' | 'hospital' }[];
  /** Areas that an inspection of these kinds must answer. */
  checklists: { clause: string; inspections: string[]; areas: { area: string; nameZh: string; nameEn: string }[] }[];
}

/** A form by which the contract has departments rate its service, and what a return of it must say. */
export interface SurveyForm {
  form: string;
  clause: string; // of the figure that the answers make
  titleZh: string;
  titleEn: string;
  /** A score for each item, or whether anything negative stands against an event. */
  asks: 'scores' | 'negative';
  /** How many items the form may have, the contract's own number first; null: the contract does not say. */
  itemCounts: number[] | null;
  itemMax: number | null; // null where no scores are asked for
  leastDepartments: number | null; // to how many the contract has it sent
}

/** Today as the contract counts it. */
export interface DayView {
  on: string;
  kind: 'working' | 'make-up' | 'weekend' | 'holiday';
  provisional: boolean; // the year has no published list
  windows: [string, string][] | null; // working hours; null: not known
  inHours: boolean | null;
  onDuty: { post: string; person: string }[] | null; // null: the roster says nothing, which is not "nobody"
}
