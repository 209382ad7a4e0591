import { formatInstant } from '@weibao/exchange';
import type { Link, Round } from './survey.repository.js';
import { stateOf } from './survey.rules.js';

/** A round with the link that each department has now; one that was replaced is not shown. */
export function roundView(round: Round, links: readonly Link[], nowMs: number) {
  const last = new Map(links.filter((link) => link.round === round.id).map((link) => [link.department, link]));
  return {
    round: round.id,
    contract: round.contract,
    form: round.form,
    clause: round.clause,
    titleZh: round.titleZh,
    titleEn: round.titleEn,
    period: round.period,
    event: round.event,
    items: round.items,
    itemMax: round.itemMax,
    openedBy: round.openedBy,
    openedAt: formatInstant(round.openedAtMs),
    closesAt: formatInstant(round.closesAtMs),
    open: nowMs < round.closesAtMs,
    departments: [...last.values()].map((link) => ({
      link: link.id,
      department: link.department,
      state: stateOf(link, round.closesAtMs, nowMs),
      issuedAt: formatInstant(link.issuedAtMs),
      answeredAt: link.answeredAtMs === null ? null : formatInstant(link.answeredAtMs),
      fact: link.fact,
    })),
  };
}
