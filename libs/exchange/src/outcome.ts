/** The outcome of a contract at a moment, as docs/exchange.md lists it. Instants are ISO 8601 with +08:00, dates YYYY-MM-DD, money decimal strings in yuan with two places. */

/** One line of a sum: what was looked at, and what came out. */
export interface Step {
  label: string;
  inputs: Record<string, string | number | boolean | null | readonly string[]>;
  result: string | number | boolean | null;
  clause: string;
}

/** What any record may carry, last. */
export interface Marks {
  readings?: string[];
  unconfirmed?: true;
  provisional?: true;
  missing?: string[];
}

export type ClockStatus = 'running' | 'met' | 'late' | 'overdue' | 'waived' | 'not-owed';
export interface ClockRecord extends Marks {
  subject: string;
  clause: string;
  dueAt: string | null;
  metAt: string | null;
  status: ClockStatus;
  lateSeconds: number;
  firm: boolean;
}

export interface GradeRecord extends Marks {
  incident: string;
  grade: 'S1' | 'S2' | 'S3' | 'S4';
  clause: string;
}

export type DutyStatus = 'upcoming' | 'due' | 'done' | 'late' | 'overdue' | 'not-recorded';
export interface DutyRecord extends Marks {
  clause: string;
  period?: string;
  subject?: string;
  dueOn?: string;
  dueAt?: string;
  doneAt: string | null;
  status: DutyStatus;
}

export interface MetricRecord extends Marks {
  clause: string;
  period: string;
  system?: string;
  value: string | null;
  threshold: string | null; // null: the contract sets none, and nobody has
  final: boolean;
  usedSeconds?: number;
  allowedSeconds?: number;
  status: 'met' | 'missed' | 'undetermined' | 'not-applicable';
  unit?: 'percent' | 'points' | 'count'; // of value and threshold
  titleZh?: string; // in the words of the contract
  titleEn?: string;
  measure?: string; // which of several of its clause
}

export interface CounterRecord extends Marks {
  clause: string;
  period: string;
  count: number;
  limit: number;
  subjects: string[];
  reachedAt: string | null;
}

export interface ScoreLine {
  clause: string;
  times: number;
  points: string;
}
export interface ScoreRecord extends Marks {
  clause: string;
  period: string;
  score: string;
  lines: ScoreLine[];
  proposed: ScoreLine[];
  outcome: 'continue' | 'rectify' | 'may-terminate';
  unqualified?: true; // the rectification after it failed
}

export interface LintRecord {
  ambiguity?: string;
  finding?: string;
  severity: 'BLOCK' | 'WARN' | 'INFO';
  clause: string | null;
  reading: string | null;
}

export interface AcceptanceRecord extends Marks {
  year: number;
  clause: string;
  applyBy: string | null;
  holdBy: string | null;
  criteriaMet: boolean | null;
  status: 'not-due' | 'due' | 'applied' | 'passed' | 'failed' | 'repassed' | 'refailed';
}

export interface DeductionRecord extends Marks {
  clause: string;
  subject?: string;
  period?: string;
  breach: string;
  payer: 'vendor' | 'hospital';
  computed: string | null;
  payable: string | null;
  decision: 'proposed' | 'confirmed' | 'waived' | 'disputed';
  steps: Step[];
  payment?: string | null; // the payment that it comes off; null for a receivable
  review?: ReviewRecord; // only while a decided line is to be decided again
}

/** A decided line whose sum is another by now: it stands at what was decided until somebody decides again. */
export interface ReviewRecord {
  decision: string; // the fact that holds the decision
  was: string | null; // computed when it was decided
  steps: { label: string; was: Step['result']; now: Step['result'] }[]; // those that differ; one that is absent is null
  facts: string[]; // recorded since, about the same subject or period
}

export interface CapRecord extends Marks {
  clause: string;
  period?: string;
  system?: string; // where each subsystem has a cap of its own
  limit: string | null; // null while a parameter that it needs is missing
  used: string;
}

export interface GateRecord {
  gate: string;
  clause: string;
  open: boolean | null;
  because: string;
  becauseEn: string;
  year?: number; // the service year whose acceptance the gate waits for
}
export type PaymentStatus = 'not-yet' | 'held' | 'eligible' | 'overdue' | 'paid' | 'suspended' | 'forfeited';
export interface PaymentRecord extends Marks {
  payment: string;
  clause: string;
  gross: string | null;
  deducted: string | null;
  net: string | null;
  undecided: string | null;
  dueOn: string | null;
  status: PaymentStatus;
  gates: GateRecord[];
  paid?: string | null; // made so far; null where an amount was not recorded
}

export interface RightRecord extends Marks {
  clause: string;
  right: string;
  holder: 'hospital' | 'vendor';
  since: string;
  because: string[];
  exercisedAt: string | null;
  letGoAt?: string; // only where its holder decided not to exercise it
}

export interface NoticeRecord extends Marks {
  notice: string;
  clause: string;
  opensOn: string | null;
  dueOn: string | null;
  servedAt: string | null;
  status: DutyStatus;
  /** Sent in time, and served only after the last day: in time by the date that the clause tests, and a warning. */
  servedLate?: true;
}

export interface Outcome {
  asOf: string;
  changesAt: string | null;
  versions: { terms: string; calendar: string; engine: string };
  clocks: ClockRecord[];
  grades: GradeRecord[];
  duties: DutyRecord[];
  metrics: MetricRecord[];
  counters: CounterRecord[];
  scores: ScoreRecord[];
  lint: LintRecord[];
  acceptances: AcceptanceRecord[];
  deductions: DeductionRecord[];
  caps: CapRecord[];
  payments: PaymentRecord[];
  rights: RightRecord[];
  notices: NoticeRecord[];
}
export type OutcomeList = Exclude<keyof Outcome, 'asOf' | 'changesAt' | 'versions'>;
