import type { Finding, LintInput } from './finding.js';
import { startDate, unique } from './finding.js';
import { termMonths } from './sums.js';

/** Dates that cannot hold together, and years without a published calendar of working days. */
export function calendarYears(input: LintInput): Finding[] {
  return [...datesDisagree(input), ...yearsMissing(input)];
}

function datesDisagree({ terms, parameters }: LintInput): Finding[] {
  const { signedOn, startsOn, endsOn } = parameters;
  const faults: { zh: string; en: string }[] = [];
  const start = startsOn ?? signedOn;
  if (start !== undefined && endsOn !== undefined && endsOn < start)
    faults.push({
      zh: `止日 ${endsOn} 早于起日 ${start}。`,
      en: `The term ends on ${endsOn}, before it starts on ${start}.`,
    });
  if (
    startsOn !== undefined &&
    signedOn !== undefined &&
    startsOn !== signedOn &&
    terms.term.startParameters.length > 1
  )
    faults.push({
      zh: `起日 ${startsOn} 与签订日 ${signedOn} 不同，而服务期“自签订之日起”。`,
      en: `The term starts on ${startsOn} and was signed on ${signedOn}, while it runs from signing.`,
    });
  return faults.map(({ zh, en }) => ({
    finding: 'dates-disagree',
    severity: 'WARN',
    clause: terms.term.clause,
    affects: [],
    zh,
    en,
    proposalZh: '核对封面日期与签订日期。',
    proposalEn: 'Check the dates of the cover against that of signing.',
  }));
}

/** Clauses that count working days or statutory holidays. */
function counting({ terms }: LintInput): string[] {
  const inLimit = (limit: object | undefined) => limit !== undefined && 'workingDays' in limit;
  return unique([
    ...terms.incidentTargets
      .filter((target) => inLimit(target.limit) || target.calendar === 'working' || target.selectedBy)
      .map((target) => target.clause),
    ...terms.demandTargets.filter((target) => inLimit(target.limit)).map((target) => target.clause),
    ...terms.duties
      .filter(
        (duty) => duty.kind === 'holiday' || duty.kind === 'report' || (duty.kind === 'once' && inLimit(duty.limit)),
      )
      .map((duty) => duty.clause),
    ...(terms.acceptance ? [terms.acceptance.apply.clause, terms.acceptance.rectify.clause] : []),
    ...terms.payments
      .filter((payment) => inLimit(payment.due) || payment.latestAfterTerm)
      .map((payment) => payment.clause),
    ...terms.notices
      .filter((notice) => 'after' in notice.window && inLimit(notice.window.limit))
      .map((notice) => notice.clause),
  ]);
}

function yearsMissing(input: LintInput): Finding[] {
  const clauses = counting(input);
  // Every period in days may end on a rest day (Civil Code 203), so the first clause that pays is touched as well.
  const first = clauses[0] ?? input.terms.payments[0]?.clause;
  if (first === undefined) return [];
  const start = startDate(input);
  const months = termMonths(input);
  const { renewal } = input.terms.term;
  const because = (() => {
    if (start === undefined || months === null)
      return {
        zh: '服务期未定，需要哪些年份的工作日历不能核对。',
        en: 'The term is open, so the years whose calendar it needs cannot be checked.',
      };
    const from = Number(start.slice(0, 4));
    const end = from + Math.floor((Number(start.slice(5, 7)) - 1 + months) / 12);
    const years = Array.from({ length: end - from + 1 }, (_, index) => from + index);
    const missing = years.filter((year) => !input.isPublished(year));
    if (missing.length > 0)
      return {
        zh: `服务期涉及的 ${missing.join('、')} 年尚无公布的放假调休安排。`,
        en: `No published calendar for ${missing.join(', ')}, which the term touches.`,
      };
    return renewal
      ? {
          zh: '服务期自动续期而没有终点，会进入尚未公布日历的年份。',
          en: 'The term renews itself without end, into years that have no calendar yet.',
        }
      : null;
  })();
  if (because === null) return [];
  return [
    {
      finding: 'calendar-year-missing',
      severity: 'WARN',
      clause: first,
      affects: clauses.slice(1),
      ...because,
      proposalZh: '年度放假安排公布后即予导入；此前按周一至周五计算并注明“暂定”。',
      proposalEn: 'Import each year once it is published; until then Monday to Friday counts, marked provisional.',
    },
  ];
}
