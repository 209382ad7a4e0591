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

/** A stage target, or a report owed for an incident, that was missed or runs out on the day. */
export interface DigestClock {
  clause: string;
  titleZh: string;
  titleEn: string;
  subject: string;
  about: 'incident' | 'demand';
  dueAt: string;
  metAt: string | null; // too late
  status: 'running' | 'overdue' | 'late';
}

/** Deductions that wait for a decision of finance. */
export interface WaitingDecisions {
  lines: {
    clause: string;
    subject: string;
    payment: string | null; // null: a receivable
    state: 'proposed' | 'disputed' | 'changed'; // changed: decided on another sum
  }[];
  left: number;
}

export interface DigestView {
  contract: string;
  on: string;
  since: string; // the working day before: what fell due from then on is in `missed`
  missed: DigestItem[];
  today: DigestItem[];
  ahead: DigestItem[]; // within its lead time
  waiting: DigestWaiting[];
  clocks: DigestClock[];
  decisions?: WaitingDecisions; // for those alone who take them
  overdue: number; // what was missed before that and is still open
  left: number; // lines that the lists leave out
}
