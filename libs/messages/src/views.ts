import type {
  AcceptanceRecord,
  ChainHead,
  ClockRecord,
  CounterRecord,
  DutyProof,
  DutyRecord,
  EvidenceFile,
  DutyStatus,
  ExportedFact,
  Fact,
  GateRecord,
  MetricRecord,
  PaymentStatus,
  ScoreRecord,
  Stage,
  Statement,
  StatementDifference,
  StatementVerdict,
  Step,
} from '@weibao/exchange';
import type { VersionView } from './amendment-views.js';
import type { PaperKind } from './papers.js';
import type { Service } from './subjects.js';

/** What the queries answer. Money never stands in a view of the wall. */
export interface ClockView extends ClockRecord {
  stage: string; // responded, arrived, restored, resolved, fault-report …
  titleZh: string; // 响应, 恢复, 根因报告 …
  titleEn: string;
  limitZh: string; // '<10 分', '≤4 时', '4 工作时'
  limitEn: string;
  strict: boolean; // `<`: the limit itself is late
  startedAt: string | null; // what the clock runs from
}

export interface IncidentView {
  contract: string;
  incident: string;
  level: string | null;
  levelName: string | null; // 紧急, 严重 …
  system: string | null;
  subsystem: string | null;
  department: string | null;
  summary: string | null;
  reportedAt: string;
  open: boolean;
  scopeToBeRuled: boolean;
  drill: boolean;
  inTerm: boolean; // false: reported before the contract began or after it ended, so that no clock of it runs
  stages: { stage: string; at: string; fact: string; unconfirmed: boolean }[];
  clocks: ClockView[];
  nextDueAt: string | null; // of the clocks still owed, the earliest due; overdue ones first
}

/** How one deadline came about, line by line, with the clause. */
export interface ClockExplanation {
  clause: string;
  clauseZh: string;
  clauseEn: string;
  dueAt: string | null;
  linesZh: string[];
  linesEn: string[];
  steps: Step[];
}

export interface IncidentDetail extends IncidentView {
  history: {
    id: string;
    type: string;
    at: string;
    recordedAt: string;
    by: string | null;
    account: string | null;
    withdrawn: boolean;
    fact: Fact;
  }[];
  explanations: ClockExplanation[];
}

export interface IncidentPage {
  incidents: IncidentView[];
  next: string | null;
}

/** One recorded fact in a list: what it says, who recorded it, and whether it still stands. */
export interface RecordedFact {
  id: string;
  type: string;
  at: string;
  recordedAt: string;
  by: string | null;
  account: string | null; // who recorded it
  organisation: string | null;
  withdrawn: boolean;
  confirmed: boolean; // a fact.confirmed of the hospital names it
  fact: Fact;
}

export interface RecordedFactPage {
  facts: RecordedFact[]; // newest first, by when it happened
  next: string | null;
}

export interface DutyView extends DutyRecord {
  contract: string;
  titleZh: string;
  titleEn: string;
  owedBy: 'vendor' | 'hospital';
  proof: DutyProof;
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

/** A probe of a system, as it is set and as it found the system last. */
export interface ProbeView {
  contract: string;
  system: string;
  target: string;
  intervalSeconds: number;
  timeoutSeconds: number;
  retries: number;
  expectStatus: number | null;
  setBy: string;
  setAt: string;
  /** failing: bad checks, not yet an outage; unwatched: no check for longer than there may be; refused: its name leads where no probe may go. */
  state: 'waiting' | 'up' | 'failing' | 'down' | 'unwatched' | 'refused';
  checkedAt: string | null;
  latencyMs: number | null;
  fault: string | null;
  failingSince: string | null;
  outage: string | null; // opened by it, and running
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

/** A duty in a digest. */
export interface DigestItem {
  clause: string;
  titleZh: string;
  titleEn: string;
  owedBy: 'vendor' | 'hospital';
  period: string | null;
  subject: string | null;
  dueOn: string;
  /** The earlier day of a stricter reading that nobody has chosen or refused: reminded of by then. */
  stricter: { dueOn: string; reading: string; value: string } | null;
}

/** What waits for a signature or a decision of whoever asks. */
export interface DigestWaiting {
  kind: 'signature' | 'approval' | 'finding';
  clause: string | null;
  titleZh: string | null;
  titleEn: string | null;
  subject: string;
  since: string;
}

export interface DigestView {
  contract: string;
  on: string;
  since: string; // the working day before: what fell due from then on is in `missed`
  missed: DigestItem[];
  today: DigestItem[];
  ahead: DigestItem[]; // within its lead time
  waiting: DigestWaiting[];
  overdue: number; // what was missed before that and is still open
  left: number; // lines that the lists leave out
}

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

/** The wall's share of an outcome: states and reasons, no yuan. */
export interface PostureView {
  contract: string;
  nameZh: string;
  asOf: string;
  changesAt: string | null; // when any of it changes though no fact arrives
  today: DayView;
  payments: {
    payment: string;
    clause: string;
    status: PaymentStatus;
    dueOn: string | null;
    because: string | null;
    becauseEn: string | null;
    gates: GateRecord[];
  }[];
  acceptances: AcceptanceRecord[];
  metrics: MetricRecord[];
  counters: (CounterRecord & { titleZh: string; titleEn: string })[];
  internal: PostureInternal | null; // given to a wall with the internal profile and to nobody else
}

/** What the charts of one contract are drawn from: limits kept by month, availability by system, scores by period. No yuan. */
export interface TrendsView {
  contract: string;
  nameZh: string;
  attainment: { month: string; met: number; missed: number; share: string }[];
  availability: MetricRecord[];
  scores: { clause: string; period: string; score: string; outcome: ScoreRecord['outcome'] }[];
}

/** The scorecard of one contract, period by period: what was noted, what the facts suggest, and the bands that a score comes to. No yuan. */
export interface ScorecardView {
  contract: string;
  lines: { clause: string; points: string }[];
  bands: { clause: string; from: string; outcome: ScoreRecord['outcome'] }[];
  cures: DutyRecord[]; // what is owed because of a band that was reached
  periods: {
    period: string;
    firstOn: string;
    lastOn: string;
    score: ScoreRecord | null; // null: nothing noted and no assessment held, which is not 100
    heldAt: string | null;
    suggested: { clause: string; times: number; points: string; noted: number; refused: number; open: number }[];
  }[];
}

/** What missing one stage target by an hour would bring, for an incident reported now. */
export interface NextMissView {
  clause: string;
  level: string | null;
  titleZh: string;
  titleEn: string;
  stage: Stage | null; // null: a report is owed
  dueAt: string; // of an incident reported at `asOf`
  amount: string | null; // null: for people to set
  lines: { clause: string; breach: string; payable: string | null }[];
  counters: {
    clause: string;
    period: string;
    titleZh: string;
    titleEn: string;
    count: number;
    limit: number;
    reached: boolean;
  }[];
  rights: { clause: string; right: string; holder: 'hospital' | 'vendor' }[];
  points: { clause: string; period: string; points: string }[]; // that the scorecard would suggest
}
export interface NextMissesView {
  contract: string;
  asOf: string;
  misses: NextMissView[];
}

export type ForecastState = 'paid' | 'overdue' | 'eligible' | 'held' | 'not-yet' | 'suspended';
/** Money of one payment that left, or may leave, on one day. */
export interface ForecastEntryView {
  payment: string;
  clause: string;
  state: ForecastState;
  on: string | null; // null: nobody knows when
  fixed: boolean; // paid, or due on this day; else the last day that it would have were its conditions fulfilled today
  amount: string | null; // null: nobody knows how much
}
export interface ForecastSumsView {
  amounts: Record<ForecastState, string>;
  total: string;
  unknown: number;
}
export interface ForecastMonthView extends ForecastSumsView {
  month: string; // YYYY-MM
}
export interface ForecastView {
  asOf: string;
  months: ForecastMonthView[];
  undated: ForecastSumsView;
  contracts: {
    contract: string;
    entries: ForecastEntryView[];
    months: ForecastMonthView[];
    undated: ForecastSumsView;
  }[];
}

/** What visitors must not read: amounts in yuan, scores, and whose they are. */
export interface PostureInternal {
  payments: { payment: string; net: string | null; undecided: string }[];
  scores: { clause: string; period: string; score: string; outcome: ScoreRecord['outcome'] }[];
}

export interface ContractView {
  contract: string;
  pattern: string;
  nameZh: string;
  nameEn: string;
  trial: boolean;
  parties: { organisation: string; part: string }[];
  startsOn: string | null;
  endsOn: string | null;
  systems: { name: string; subsystems: string[]; core: boolean }[];
  levels: {
    level: string;
    nameZh: string;
    nameEn: string;
    definitionZh: string;
    definitionEn: string;
    clause: string;
  }[];
  workingHours: [string, string][] | null;
  scope: 'listed' | 'to-be-ruled'; // what a system outside the list means: refused, or "scope to be ruled"
}

/** One clause of the contract, as its registry of clauses has it, in the contract's order. */
export interface ClauseView {
  id: string;
  place: string; // where it stands in the paper: 八、2(1)
  zh: string;
  en: string;
  kind: 'computed' | 'scheduled' | 'gate' | 'evidence';
  service: Service;
}

export type ActivityList =
  | 'clocks'
  | 'duties'
  | 'metrics'
  | 'counters'
  | 'scores'
  | 'acceptances'
  | 'deductions'
  | 'payments'
  | 'gates'
  | 'rights'
  | 'notices';

/** How many records of the outcome, as it stands now, rest on a clause, by their state. */
export interface ClauseActivity {
  clause: string;
  list: ActivityList;
  state: string;
  count: number;
}

/** Which value of a question was recorded, when and by whom; `registration` is the contract's own parameters. */
export interface ReadingChoice {
  value: string;
  source: 'fact' | 'registration';
  at: string;
  account: string | null;
}

/** An ambiguity of the contract: what may be read, what is read by default, and what is in force. */
/** One question of a reading: the values to choose from, what they are called, and why one of them would change no figure. */
export interface ReadingQuestion {
  values: string[];
  names: Record<string, { zh: string; en: string }>;
  withoutEffect: Record<string, { zh: string; en: string }>;
  default: string;
  inForce: string | null;
  choice: ReadingChoice | null;
}

export interface ReadingView {
  id: string;
  option: string;
  severity: 'BLOCK' | 'WARN' | 'INFO';
  clauses: string[];
  zh: string;
  en: string;
  defaultZh: string;
  defaultEn: string;
  settled: boolean; // a parameter of the contract answers it, so that nothing is left to read
  questions: ReadingQuestion[];
}

/** What a value of a reading that is not in force would come to, as of now. */
export interface ReadingEffectView {
  value: string;
  inForce: string;
  /** By how much what each side owes would be more; negative: less. Null: something of it cannot be determined. */
  more: { vendor: string | null; hospital: string | null };
  differences: {
    list: 'deductions' | 'payments' | 'rights';
    record: Record<string, string>; // the fields that name it
    field: 'payable' | 'net' | 'since';
    here: string | null;
    there: string | null;
  }[];
}

/** Who took a finding as it is, when and why. */
export interface AcceptanceView {
  account: string;
  at: string;
  reason: string | null; // null: erased, or not for the reader
}

/** What lint found in the terms with this contract's parameters and amendments, gravest first. */
export interface FindingView {
  key: string; // by which it is accepted; moves with what the finding says
  accepted: AcceptanceView | null;
  finding: string;
  ambiguity: string | null; // the reading that it is, if it is one
  severity: 'BLOCK' | 'WARN' | 'INFO';
  clause: string;
  affects: string[];
  zh: string;
  en: string;
  proposalZh: string;
  proposalEn: string;
}

export interface ContractTermsView {
  contract: string;
  nameZh: string;
  nameEn: string;
  version: string; // of the terms file
  asOf: string;
  clauses: ClauseView[];
  readings: ReadingView[];
  findings: FindingView[];
  versions: VersionView[]; // amendments, the one that holds last first
  activity: ClauseActivity[] | null; // null for roles that see no outcome
  replyDays: number; // the house's rule: so long a deduction stands before it is confirmed; 0 where there is none
}

/** An issued statement in a list. */
export interface StatementView {
  statement: string; // 2026-001
  payment: string;
  issuedAt: string;
  account: string; // who issued it
  status: PaymentStatus; // of the payment, then
  net: string | null;
  sha256: string;
  former: string | null; // the one before of the same payment
  differences: number; // to the former
}

export interface StatementPage {
  statements: StatementView[];
  next: string | null;
}

/** The reason beside a decision as it stands now; a statement holds none, so that a text can be erased without bending it. */
export type DecisionReason = { text: string } | { gone: 'erased' | 'withheld' };

/** An issued statement, read: `document` is the stored text, whose SHA-256 is `sha256`. */
export interface StatementDocument {
  document: string;
  sha256: string;
  reasons: Record<string, DecisionReason>; // by the fact that holds the decision
}

/** A part of a statement's document as JSON text; parts belong together if their `whole` is the same. */
export interface StatementPart {
  part: string;
  whole: string;
  next: number | null;
}

/** What came of computing an issued statement again from the facts up to its heads. */
export interface StatementVerification {
  statement: string;
  verdict: StatementVerdict;
  sha256: string; // as issued
  recomputed: string | null; // SHA-256 of what comes out now; null where nothing can be computed
  recorded: Statement['versions'];
  present: Statement['versions'];
  /** The first place at which the record is not the one that it was issued on. */
  place: { service: string; position: number } | null;
  differences: StatementDifference[]; // the first hundred, where it differs
}

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
  seenBy?: string; // rewritten: who copied it when it was still another one
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

/** One year of the national calendar as a contract counts by it. */
export interface CalendarYearView {
  year: number;
  source: string;
  holidays: string[];
  workdays: string[];
  inRecord: boolean; // false: the list that ships with Weibao
  publishedAt: string | null; // null: built in, or written at registration
}

/** A due moment or a state that another list of holidays would change. */
export interface CalendarMove {
  kind: 'clock' | 'duty' | 'payment';
  about: string | null;
  clause: string;
  textZh: string; // what the clause says
  textEn: string;
  before: string | null;
  after: string | null;
  statusBefore: string | null; // null: owed under the new list alone
  statusAfter: string | null; // null: no longer owed
  open: boolean; // not settled yet, before or after
}

export interface CalendarPreview {
  concerned: boolean; // the contract's term touches the year
  stands: boolean; // the same list is in its record already
  moves: CalendarMove[]; // the first of them
  total: number;
}
