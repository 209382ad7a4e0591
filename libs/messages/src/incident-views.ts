import type { ClockRecord, Fact, Step } from '@weibao/exchange';

/** One deadline of an incident as pages show it: the record of the outcome, what it is called, and what it runs from. */
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
