import type { PostureView } from '@weibao/messages';

type Payment = PostureView['payments'][number] & { net?: string | null }; // yuan, for the internal profile only

/** How a payment stands, without yuan: a shape, how much room its reason needs, and whether it matters now. */
export const paymentMarks: Record<Payment['status'], string> = {
  paid: '✓',
  eligible: '●',
  overdue: '■',
  held: '◆',
  suspended: '‖',
  forfeited: '✕',
  'not-yet': '○',
};

export const paymentRoom: Record<Payment['status'], number> = {
  paid: 1,
  eligible: 2,
  overdue: 2.4,
  held: 3.4,
  suspended: 2.4,
  forfeited: 1.6,
  'not-yet': 1,
};

export interface Lane {
  contract: string;
  nameZh: string;
  payments: Payment[];
  before: number; // settled payments that are only counted
  after: number; // later payments that are only counted
}

/** A lane holds so many milestones that each can still be read. */
const MOST = 6;

/** Long contracts settle by quarter for years: the lane shows the milestones around the first that is not settled. */
export function lanes(postures: readonly PostureView[]): Lane[] {
  return postures
    .filter(({ payments }) => payments.length > 0)
    .map(({ contract, nameZh, payments: bare, internal }) => {
      const nets = new Map(internal?.payments.map(({ payment, net }) => [payment, net]));
      const payments = bare.map((one) => ({ ...one, net: nets.get(one.payment) ?? null }));
      const firstOpen = payments.findIndex(({ status }) => status !== 'paid' && status !== 'forfeited');
      const anchor = firstOpen === -1 ? payments.length - 1 : firstOpen;
      const start = Math.max(Math.min(anchor - 1, payments.length - MOST), 0);
      const shown = payments.slice(start, start + MOST);
      return { contract, nameZh, payments: shown, before: start, after: payments.length - start - shown.length };
    });
}
