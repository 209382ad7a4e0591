import type { IncidentTarget } from '../schema/targets.js';
import type { Limit } from '../schema/values.js';
import { compare, exact, plus, product, share, shownPercent, type Exact } from './exact.js';
import type { Finding, LintInput } from './finding.js';
import { unique } from './finding.js';

/** Clauses that do not go together. */
export function contradictions(input: LintInput): Finding[] {
  return [
    ...bandGaps(input),
    ...milderCostsMore(input),
    ...limitsCross(input),
    ...reminderTooLate(input),
    ...noCap(input),
  ];
}

/** Bands of a score against the steps in which it moves (half points exist): what falls between two bands, or in both. */
function bandGaps({ terms }: LintInput): Finding[] {
  const card = terms.scorecard;
  if (!card) return [];
  const places = Math.max(0, ...card.lines.map((line) => line.points.split('.')[1]?.length ?? 0));
  const units = card.lines.map(
    (line) => Number(exact(line.points).numerator) * 10 ** (places - (line.points.split('.')[1]?.length ?? 0)),
  );
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  const step: Exact = { numerator: BigInt(units.reduce(divisor, 0)), denominator: 10n ** BigInt(places) };
  return card.bands.slice(1).flatMap((band, index) => {
    const above = card.bands[index];
    if (band.to === undefined || !above) return [];
    const next = plus(exact(band.to), step);
    const order = compare(next, exact(above.from));
    if (order === 0) return [];
    const gap = order < 0;
    return [
      {
        finding: gap ? 'score-in-no-band' : 'score-in-two-bands',
        severity: 'WARN' as const,
        clause: band.clause,
        affects: [above.clause],
        zh: gap
          ? `分数以 ${Number(step.numerator) / Number(step.denominator)} 分为一级，${band.to} 与 ${above.from} 之间的分数不属于任何一档。`
          : `${above.from} 至 ${band.to} 分同时属于两档。`,
        en: gap
          ? `Scores move in steps of ${Number(step.numerator) / Number(step.denominator)}: what lies between ${band.to} and ${above.from} is in no band.`
          : `Scores from ${above.from} to ${band.to} are in two bands.`,
        proposalZh: `写作“不低于 ${band.from} 分且不满 ${above.from} 分”。`,
        proposalEn: `Write “from ${band.from} to below ${above.from}”.`,
      },
    ];
  });
}

/** What a late case of each level costs, as a share: a milder one must not cost more than a graver one. */
function milderCostsMore({ terms }: LintInput): Finding[] {
  const levels = terms.penalties
    .flatMap((rule) =>
      rule.kind === 'occurrence'
        ? [{ rule, onTime: share(rule.share), late: product(share(rule.share), share(rule.late.factor)) }]
        : [],
    )
    .sort((a, b) => Number(a.rule.level) - Number(b.rule.level));
  return levels.slice(0, -1).flatMap((graver, index) => {
    const milder = levels
      .slice(index + 1)
      .filter((other) => compare(other.late, graver.late) > 0 || compare(other.onTime, graver.onTime) > 0);
    const worst = milder[0];
    if (!worst) return [];
    return [
      {
        finding: 'milder-costs-more',
        severity: 'WARN' as const,
        clause: graver.rule.late.clause,
        affects: unique(milder.flatMap((other) => [other.rule.late.clause, other.rule.clause])),
        zh: `${graver.rule.level} 级事件处置超时为 ${shownPercent(graver.late)}，较轻的 ${worst.rule.level} 级却为 ${shownPercent(worst.late)}：轻者罚得更重。`,
        en: `A late case of level ${graver.rule.level} costs ${shownPercent(graver.late)}, one of the milder level ${worst.rule.level} costs ${shownPercent(worst.late)}.`,
        proposalZh: '把较重一级的超时倍数改得不低于较轻一级（疑为“增加1倍”之误）。',
        proposalEn: 'Raise the graver level’s factor to that of the milder ones (“by one time” was probably meant).',
      },
    ];
  });
}

/** The order in which the stages of an incident follow one another. */
const sequence = ['responded', 'remote-started', 'arrived', 'restored', 'resolved', 'closed'];

function minutes(limit: Limit | undefined): number | null {
  if (!limit) return null;
  if ('minutes' in limit) return limit.minutes;
  if ('hours' in limit) return limit.hours * 60;
  return 'days' in limit ? limit.days * 1440 : null;
}

/** Whether one incident can fall under both: an emergency may be of any level. */
const overlap = (a: IncidentTarget, b: IncidentTarget): boolean => {
  const any = (target: IncidentTarget) => target.emergency || target.levels === undefined;
  if (a.selectedBy !== b.selectedBy || a.ungraded !== b.ungraded) return false;
  return any(a) || any(b) || (a.levels ?? []).some((level) => b.levels?.includes(level));
};

/** A later stage that is due before an earlier one, and two limits for one and the same act. */
function limitsCross({ terms }: LintInput): Finding[] {
  const crossing = terms.incidentTargets.flatMap((later): Finding[] => {
    const earlier = terms.incidentTargets.filter((other) => {
      const [end, start] = [minutes(later.limit), minutes(other.limit)];
      return (
        end !== null &&
        start !== null &&
        end < start &&
        later.from === other.from &&
        later.fromAnyOf.length === 0 &&
        other.fromAnyOf.length === 0 &&
        later.stage !== undefined &&
        other.stage !== undefined &&
        sequence.indexOf(later.stage) > sequence.indexOf(other.stage) &&
        sequence.includes(other.stage) &&
        overlap(later, other)
      );
    });
    if (earlier.length === 0) return [];
    return [
      {
        finding: 'limit-ends-before-another',
        severity: 'WARN',
        clause: later.clause,
        affects: unique(earlier.map((other) => other.clause)),
        zh: `“${later.titleZh}”的时限（${minutes(later.limit)} 分钟）比在先的“${earlier[0]?.titleZh}”（${earlier.map((other) => minutes(other.limit)).join('、')} 分钟）还早到期。`,
        en: `“${later.titleEn}” (${minutes(later.limit)} min) is due before “${earlier[0]?.titleEn}”, which comes first (${earlier.map((other) => minutes(other.limit)).join(', ')} min).`,
        proposalZh: '写明各时限所指的动作和适用的事件。',
        proposalEn: 'Say which act and which incidents each limit is about.',
      },
    ];
  });
  const doubled = terms.incidentTargets.flatMap((second, index): Finding[] => {
    const firsts = terms.incidentTargets.slice(0, index).filter((first) => {
      const sameStage = first.stage !== undefined && first.stage === second.stage;
      const sameDocument = first.documents?.some((name) => second.documents?.includes(name)) === true;
      return (sameStage || sameDocument) && first.emergency !== second.emergency && overlap(first, second);
    });
    if (firsts.length === 0) return [];
    return [
      {
        finding: 'two-limits-for-one-act',
        severity: 'WARN',
        clause: second.clause,
        affects: unique(firsts.map((first) => first.clause)),
        zh: `“${second.titleZh}”与“${firsts[0]?.titleZh}”是同一动作，却有两个时限。`,
        en: `“${second.titleEn}” and “${firsts[0]?.titleEn}” are one act with two limits.`,
        proposalZh: '写明哪一个在先，或各管哪一类事件。',
        proposalEn: 'Say which of them prevails, or for which incidents each holds.',
      },
    ];
  });
  return [...crossing, ...doubled];
}

/** A reminder that is due on the very day on which it must have been acted upon. */
function reminderTooLate({ terms }: LintInput): Finding[] {
  return terms.notices.flatMap((reminder) => {
    const { window } = reminder;
    if (reminder.optional || !('daysBeforeEnd' in window)) return [];
    const answered = terms.notices.filter(
      (other) =>
        other.optional && 'daysBeforeEnd' in other.window && other.window.daysBeforeEnd >= window.daysBeforeEnd,
    );
    if (answered.length === 0) return [];
    return [
      {
        finding: 'reminder-too-late',
        severity: 'INFO' as const,
        clause: reminder.clause,
        affects: unique(answered.map((other) => other.clause)),
        zh: `“${reminder.titleZh}”到期之日，正是“${answered[0]?.titleZh}”的最后一天，来不及反应。`,
        en: `“${reminder.titleEn}” is due on the last day for “${answered[0]?.titleEn}”: too late to act on.`,
        proposalZh: '把提醒提前，例如 60 天。',
        proposalEn: 'Move the reminder forward, to 60 days for example.',
      },
    ];
  });
}

/** Damages that grow with time and stop nowhere; a court may cut them. */
function noCap({ terms }: LintInput): Finding[] {
  return terms.penalties.flatMap((rule) => {
    const grows = rule.kind === 'per-hour-late' || (rule.kind === 'ruled' && rule.per === 'days');
    if (!grows || terms.caps.some((cap) => cap.penalties.includes(rule.clause))) return [];
    return [
      {
        finding: 'damages-without-cap',
        severity: 'WARN' as const,
        clause: rule.clause,
        affects: [],
        zh: '违约金随时间增长而没有上限，过高的部分可能被法院酌减。',
        en: 'The damages grow with time and have no cap; a court may cut what is too high.',
        proposalZh: '约定上限。',
        proposalEn: 'Agree on a cap.',
      },
    ];
  });
}
