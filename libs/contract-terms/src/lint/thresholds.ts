import { compare, exact, ONE, over, share, shown, shownPercent } from './exact.js';
import type { Finding, LintInput } from './finding.js';
import { unique } from './finding.js';

/** Thresholds that cannot be reached, cannot be exceeded, or lie behind a cap. */
export function thresholds(input: LintInput): Finding[] {
  return [...unreachablePassMark(input), ...cannotBeExceeded(input), ...behindCap(input), ...capNeverBinds(input)];
}

/** The form's best possible score by its own formula against its pass mark: 4 items × 100 ÷ 5 = 80 < 90. */
function unreachablePassMark({ terms }: LintInput): Finding[] {
  return terms.metrics.flatMap((metric) => {
    if (metric.kind !== 'survey') return [];
    const { items, itemMax, literalItems } = metric;
    if (items === undefined || itemMax === undefined || literalItems === undefined) return [];
    if (metric.threshold === undefined) return [];
    const best = over(exact(items * itemMax), exact(literalItems));
    const pass = share(metric.threshold);
    if (compare(best, pass) >= 0) return [];
    return [
      {
        finding: 'unreachable-pass-mark',
        severity: 'WARN' as const,
        clause: metric.clause,
        affects: unique([terms.acceptance?.clause]),
        zh: `评分表有 ${items} 项，却按“总和 ÷ ${literalItems}”计算，满分只有 ${shown(best)} 分，永远达不到合格线 ${shown(pass)} 分。`,
        en: `The form has ${items} items and divides their sum by ${literalItems}: its best score is ${shown(best)}, below the pass mark ${shown(pass)}.`,
        proposalZh: `改为除以项数 ${items}，或补上缺少的一项。`,
        proposalEn: `Divide by the number of items, ${items}, or add the missing item.`,
      },
    ];
  });
}

/** A rate of 100 % or more: nothing can lie above it, and one single miss fails it. */
function cannotBeExceeded({ terms }: LintInput): Finding[] {
  const rates = ['on-time-rate', 'restores', 'backups', 'availability', 'planned-duties', 'demands', 'defects'];
  return terms.metrics.flatMap((metric) => {
    if (!('threshold' in metric) || metric.threshold === undefined) return [];
    if (!rates.includes(metric.kind) && metric.kind !== 'security-tasks') return [];
    if (compare(share(metric.threshold), ONE) < 0) return [];
    return [
      {
        finding: 'threshold-cannot-be-exceeded',
        severity: 'INFO' as const,
        clause: metric.clause,
        affects: [],
        zh: `“${metric.titleZh}”的合格线为 ${shownPercent(share(metric.threshold))}，不可能超过，一次不合即不达标。`,
        en: `“${metric.titleEn}” asks for ${shownPercent(share(metric.threshold))}: it cannot be exceeded, and one miss fails it.`,
        proposalZh: '写作“等于 100%”，或留出容许的次数。',
        proposalEn: 'Write “equal to 100 %”, or allow for a number of misses.',
      },
    ];
  });
}

/** A right that arises at a share of the base, while a cap shared with other amounts stops the sum there or before. */
function behindCap({ terms }: LintInput): Finding[] {
  return terms.rights.flatMap((right) => {
    if (right.kind !== 'late-damages') return [];
    return terms.caps.flatMap((cap) => {
      if (!cap.penalties.includes(right.penalty) || !('share' in cap.limit) || cap.limit.of !== right.of) return [];
      const order = compare(share(cap.limit.share), share(right.share));
      if (order > 0 || (order === 0 && cap.penalties.length === 1)) return [];
      return [
        {
          finding: 'threshold-behind-cap',
          severity: 'WARN' as const,
          clause: right.clause,
          affects: unique([right.penalty, ...cap.penalties, cap.clause]),
          zh: `违约金达到 ${shownPercent(share(right.share))} 时可以解除合同，而违约金与其他款项合计封顶 ${shownPercent(share(cap.limit.share))}，单独的违约金在封顶内到不了这一线。`,
          en: `The right arises when the damages reach ${shownPercent(share(right.share))}, and a cap of ${shownPercent(share(cap.limit.share))} is shared with other amounts: inside it the damages alone never get there.`,
          proposalZh: '写明以封顶前的违约金判断，或为违约金单设上限。',
          proposalEn: 'Say that damages before the cap are tested, or give them a cap of their own.',
        },
      ];
    });
  });
}

/** A cap without a penalty under it, or one inside another cap that is reached first. */
function capNeverBinds({ terms }: LintInput): Finding[] {
  const charged = new Set(
    terms.penalties.flatMap((rule) => [
      rule.clause,
      ...(rule.kind === 'agreed-date-missed' ? [rule.affected.clause] : []),
    ]),
  );
  return terms.caps.flatMap((cap) => {
    const empty = !cap.penalties.some((clause) => charged.has(clause));
    const outer = terms.caps.find(
      (other) =>
        other !== cap &&
        cap.penalties.every((clause) => other.penalties.includes(clause)) &&
        (other.per === 'term' || cap.per === 'year') &&
        'share' in other.limit &&
        'share' in cap.limit &&
        other.limit.of === cap.limit.of &&
        compare(share(other.limit.share), share(cap.limit.share)) < 0,
    );
    if (!empty && !outer) return [];
    return [
      {
        finding: 'cap-never-binds',
        severity: 'WARN' as const,
        clause: cap.clause,
        affects: unique([outer?.clause, ...cap.penalties]),
        zh: empty ? '上限之下没有任何可计算的款项。' : '另一上限更低且涵盖同样的款项，这一上限永远用不上。',
        en: empty
          ? 'No amount falls under this cap.'
          : 'Another, lower cap covers the same amounts: this one is never reached.',
        proposalZh: '删去该上限，或写明它约束哪些款项。',
        proposalEn: 'Delete the cap, or say which amounts it limits.',
      },
    ];
  });
}
