import { compare, exact, ONE, over, percentage, product, share, shown, shownPercent, total } from './exact.js';
import type { Finding, LintInput } from './finding.js';
import { baseFigure, startDate, statedBase, unique } from './finding.js';

/** Figures that must agree with one another: shares, prices, literal amounts, bases. */
export function sums(input: LintInput): Finding[] {
  return [
    ...sharesNot100(input),
    ...settlementsNot100(input),
    ...feesNotTotal(input),
    ...totalNotAnnual(input),
    ...literalAmounts(input),
    ...mixedBases(input),
  ];
}

function sharesNot100({ terms }: LintInput): Finding[] {
  const byBase = new Map<string, { clauses: string[]; shares: ReturnType<typeof share>[] }>();
  for (const payment of terms.payments) {
    if (!('share' in payment.gross)) continue;
    const group = byBase.get(payment.gross.of) ?? { clauses: [], shares: [] };
    group.clauses.push(payment.clause);
    group.shares.push(share(payment.gross.share));
    byBase.set(payment.gross.of, group);
  }
  return [...byBase.values()].flatMap(({ clauses, shares }) => {
    const sum = total(shares);
    if (compare(sum, ONE) === 0) return [];
    return [
      {
        finding: 'shares-not-100',
        severity: 'BLOCK' as const,
        clause: clauses[0] as string,
        affects: unique(clauses.slice(1)),
        zh: `各期付款比例合计 ${shownPercent(sum)}，不等于 100%。`,
        en: `The shares of the payments make ${shownPercent(sum)}, not 100 %.`,
        proposalZh: '核对并改正各期比例。',
        proposalEn: 'Check and correct the shares.',
      },
    ];
  });
}

/** Share of each settlement × number of settlements in the term. */
function settlementsNot100(input: LintInput): Finding[] {
  const { terms, parameters } = input;
  const months = termMonths(input);
  if (parameters.share === undefined || months === null) return [];
  const every = parameters.settlement ?? terms.settlement?.default ?? 'year';
  const length = every === 'quarter' ? 3 : every === 'half-year' ? 6 : 12;
  const count = Math.ceil(months / length);
  const sum = product(percentage(parameters.share), exact(count));
  if (compare(sum, ONE) === 0) return [];
  return terms.payments
    .filter((payment) => 'shareParameter' in payment.gross)
    .map((payment) => ({
      finding: 'shares-not-100',
      severity: 'BLOCK' as const,
      clause: payment.clause,
      affects: [],
      zh: `每期 ${parameters.share}，服务期内 ${count} 期，合计 ${shownPercent(sum)}，不等于 100%。`,
      en: `${count} settlements of ${parameters.share} make ${shownPercent(sum)}, not 100 %.`,
      proposalZh: '改正每期比例、结算周期或服务期。',
      proposalEn: 'Correct the share, the cycle or the term.',
    }));
}

/** Length of the term in months, a begun one counted; null while a date is missing. */
export function termMonths(input: LintInput): number | null {
  const { terms, parameters } = input;
  const start = startDate(input);
  const end =
    terms.term.endsOn ?? (terms.term.endParameter || terms.term.years === undefined ? parameters.endsOn : undefined);
  if (end === undefined) return terms.term.years === undefined ? null : terms.term.years * 12;
  if (start === undefined || end < start) return null;
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = start.split('-').map(Number);
  const [toYear = 0, toMonth = 0, toDay = 0] = end.split('-').map(Number);
  return (toYear - fromYear) * 12 + (toMonth - fromMonth) + (toDay >= fromDay ? 1 : 0);
}

function feesNotTotal(input: LintInput): Finding[] {
  const { systems, bases } = input.terms;
  const fees = systems.flatMap((system) => (system.feeYuan === undefined ? [] : [exact(system.feeYuan)]));
  const stated = baseFigure(input, 'total');
  if (fees.length === 0 || stated === null || compare(total(fees), stated) === 0) return [];
  return [
    {
      finding: 'prices-do-not-add-up',
      severity: 'WARN',
      clause: bases['total']?.clause ?? input.terms.term.clause,
      affects: [],
      zh: `价格表合计 ${shown(total(fees))} 元，与合同总价 ${shown(stated)} 元不符。`,
      en: `The price list makes ¥${shown(total(fees))}, the contract total is ¥${shown(stated)}.`,
      proposalZh: '核对价格表与总价。',
      proposalEn: 'Check the price list against the total.',
    },
  ];
}

function totalNotAnnual(input: LintInput): Finding[] {
  const { bases } = input.terms;
  const [whole, annual, months] = [baseFigure(input, 'total'), baseFigure(input, 'annual'), termMonths(input)];
  if (whole === null || annual === null || months === null) return [];
  const implied = over(product(annual, exact(months)), exact(12));
  if (compare(whole, implied) === 0) return [];
  return [
    {
      finding: 'total-not-annual-fee',
      severity: 'WARN',
      clause: bases['total']?.clause ?? input.terms.term.clause,
      affects: unique([bases['annual']?.clause]),
      zh: `年费乘以年数为 ${shown(implied)} 元，合同总价写的是 ${shown(whole)} 元。`,
      en: `Annual fee × years is ¥${shown(implied)}, the total says ¥${shown(whole)}.`,
      proposalZh: '核对总价、年费和服务期。',
      proposalEn: 'Check total, annual fee and term.',
    },
  ];
}

/** A percentage beside a literal amount: they agree for one base only. */
function literalAmounts(input: LintInput): Finding[] {
  return input.terms.penalties.flatMap((rule) => {
    if (rule.kind !== 'score-band' || rule.literalYuan === undefined || !('share' in rule.amount)) return [];
    const implied = over(exact(rule.literalYuan), share(rule.amount.share));
    const base = baseFigure(input, rule.amount.of);
    if (base !== null && compare(base, implied) === 0) return [];
    return [
      {
        finding: 'amount-disagrees-with-share',
        severity: 'BLOCK' as const,
        clause: rule.clause,
        affects: unique([input.terms.bases[rule.amount.of]?.clause]),
        zh: `${shownPercent(share(rule.amount.share))} 与括号内的 ${rule.literalYuan} 元只有在基数为 ${shown(implied)} 元时相符，合同基数${base === null ? '空白' : `为 ${shown(base)} 元`}。`,
        en: `${shownPercent(share(rule.amount.share))} and “¥${rule.literalYuan}” agree only for a base of ¥${shown(implied)}; the contract's is ${base === null ? 'blank' : `¥${shown(base)}`}.`,
        proposalZh: '删去括号内的金额，或写明以哪一个为准。',
        proposalEn: 'Delete the amount, or say which of the two holds.',
      },
    ];
  });
}

/** Percentages of the total and of one year's fee side by side: over several years they are of very different weight. */
function mixedBases(input: LintInput): Finding[] {
  const months = termMonths(input);
  if (months !== null && months <= 12) return [];
  const byBase = new Map<string, string[]>();
  for (const rule of input.terms.penalties) {
    if (!('amount' in rule) || !('share' in rule.amount)) continue;
    const base = statedBase(input.terms, rule.amount.of);
    byBase.set(base, [...(byBase.get(base) ?? []), rule.clause]);
  }
  if (byBase.size < 2) return [];
  const clauses = unique([...byBase.values()].flat());
  return [
    {
      finding: 'shares-of-different-bases',
      severity: 'WARN',
      clause: clauses[0] as string,
      affects: clauses.slice(1),
      zh: `违约金比例有的按合同总额、有的按年费计算（${[...byBase.keys()].join('、')}），${months === null ? '服务期长度未定' : '服务期超过一年'}，轻重不成比例。`,
      en: `Some percentages are of the total, some of a year's fee (${[...byBase.keys()].join(', ')}); ${months === null ? 'the length of the term is open' : 'the term is longer than a year'}.`,
      proposalZh: '统一计算基数，或逐条写明。',
      proposalEn: 'Use one base, or name it clause by clause.',
    },
  ];
}
