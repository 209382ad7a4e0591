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
