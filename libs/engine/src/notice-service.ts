import { dayOf, startOfDay } from '@weibao/calendar';
import { parseInstant } from '@weibao/exchange';
import type { Book } from './book.js';
import type { KnownOf } from './history.js';

/** When a notice was sent. */
export const sentMs = (notice: KnownOf<'notice.served'>): number =>
  notice.sentAt === undefined ? notice.atMs : (parseInstant(notice.sentAt) as number);

/**
 * When a notice counts as served: as the contract says of its channel (post: so many days after it was sent), else when it was recorded as received.
 * Null where the channel serves nothing yet, such as e-mail without an address on record.
 */
export function servedAt(contract: Book, notice: KnownOf<'notice.served'>): number | null {
  const book = contract.as(contract.on(dayOf(sentMs(notice))));
  const rule = book.terms.noticeService.find(
    (one) => notice.channel !== undefined && one.channels.includes(notice.channel),
  );
  if (!rule || rule.onReceipt) return notice.atMs;
  if (rule.daysAfter !== undefined) return startOfDay(dayOf(sentMs(notice)) + rule.daysAfter);
  if (rule.onlyIf !== undefined && !book.chosen([rule.onlyIf])) return null;
  return sentMs(notice);
}
