import type {
  AcceptanceRecord,
  CounterRecord,
  DutyRecord,
  GateRecord,
  MetricRecord,
  PaymentStatus,
  ScoreRecord,
} from '@weibao/exchange';
import type { DayView } from './duty-views.js';

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

/** What visitors must not read: amounts in yuan, scores, and whose they are. */
export interface PostureInternal {
  payments: { payment: string; net: string | null; undecided: string | null }[];
  scores: { clause: string; period: string; score: string; outcome: ScoreRecord['outcome'] }[];
}
