import type { Stage } from '@weibao/exchange';

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
