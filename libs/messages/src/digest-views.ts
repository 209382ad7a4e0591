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
