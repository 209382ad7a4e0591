import type { VersionView } from './amendment-views.js';
import type { Service } from './subjects.js';

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

/** One question of a reading: the values to choose from, what they are called, and why one of them would change no figure. */
export interface ReadingQuestion {
  values: string[];
  names: Record<string, { zh: string; en: string }>;
  withoutEffect: Record<string, { zh: string; en: string }>;
  default: string;
  inForce: string | null;
  choice: ReadingChoice | null;
}

/** An ambiguity of the contract: what may be read, what is read by default, and what is in force. */
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
