import type { Finding, LintInput } from './finding.js';
import { startDate, unique } from './finding.js';

/** Blanks that a parameter fills: what depends on them cannot be computed until it is given. */
export function blanks(input: LintInput): Finding[] {
  return [
    ...noDate(input),
    ...startNotFixed(input),
    ...baseBlank(input),
    ...shareBlank(input),
    ...cycleNotChosen(input),
    ...workingTimeBlank(input),
    ...coreSystemsBlank(input),
  ];
}

function noDate(input: LintInput): Finding[] {
  const { term, payments } = input.terms;
  if (startDate(input) !== undefined) return [];
  return [
    {
      finding: 'no-date',
      severity: 'BLOCK',
      clause: term.clause,
      affects: unique(payments.map((payment) => payment.clause)),
      zh: '合同没有填写任何日期：服务期、周期和付款节点都无从起算。',
      en: 'The contract holds no date: its term, periods and milestones have no start.',
      proposalZh: `填写 ${term.startParameters.join(' 或 ')}。`,
      proposalEn: `Give ${term.startParameters.join(' or ')}.`,
    },
  ];
}

function startNotFixed(input: LintInput): Finding[] {
  if (startDate(input) !== undefined) return [];
  return input.terms.duties
    .filter((duty) => duty.kind === 'once' && duty.from === 'term-start' && duty.limit !== undefined)
    .map((duty) => ({
      finding: 'start-not-fixed',
      severity: 'BLOCK' as const,
      clause: duty.clause,
      affects: [],
      zh: `“${duty.titleZh}”的期限自服务开始起算，而开始之日没有约定。`,
      en: `The limit of “${duty.titleEn}” runs from the start of the service, and no start is fixed.`,
      proposalZh: '约定服务启动日（签约日、启动通知日或首个服务日）并填写 startsOn。',
      proposalEn: 'Agree on the day of start (signing, start order or first day of service) and give startsOn.',
    }));
}

/** Every clause whose amount is made of this base, directly or through a share of it. */
function usersOf({ terms }: LintInput, base: string): string[] {
  const derived = Object.entries(terms.bases)
    .filter(([, rule]) => rule.of === base)
    .map(([name]) => name);
  const names = new Set([base, ...derived]);
  const amounts = [
    ...terms.penalties.map((rule) => ({ clause: rule.clause, amount: 'amount' in rule ? rule.amount : undefined })),
    ...terms.caps.map((rule) => ({ clause: rule.clause, amount: rule.limit })),
    ...terms.payments.map((rule) => ({ clause: rule.clause, amount: rule.gross })),
  ];
  return unique(
    amounts.map(({ clause, amount }) => (amount && 'of' in amount && names.has(amount.of) ? clause : undefined)),
  );
}

function baseBlank(input: LintInput): Finding[] {
  return Object.entries(input.terms.bases).flatMap(([name, rule]) => {
    if (rule.parameter === undefined || input.parameters[rule.parameter] !== undefined) return [];
    const affects = usersOf(input, name);
    if (affects.length === 0) return [];
    return [
      {
        finding: 'base-without-figure',
        severity: 'BLOCK' as const,
        clause: rule.clause,
        affects,
        zh: `计算基数（${rule.parameter}）空白，依它计算的金额都无法得出。`,
        en: `The base ${rule.parameter} is blank: no amount that is made of it can be computed.`,
        proposalZh: `按签订的合同填写 ${rule.parameter}。`,
        proposalEn: `Give ${rule.parameter} from the signed contract.`,
      },
    ];
  });
}

function shareBlank({ terms, parameters }: LintInput): Finding[] {
  if (parameters.share !== undefined) return [];
  return terms.payments
    .filter((payment) => 'shareParameter' in payment.gross)
    .map((payment) => ({
      finding: 'share-blank',
      severity: 'BLOCK' as const,
      clause: payment.clause,
      affects: unique(payment.gates.map((gate) => gate.clause)),
      zh: '每期支付合同总额的百分比空白，付款金额无法得出。',
      en: 'The share of the total that each settlement pays is blank: no payment can be computed.',
      proposalZh: '填写 share，使其乘以结算期数等于 100%。',
      proposalEn: 'Give share so that it makes 100 % over all settlements.',
    }));
}

/** The length of a settlement is not chosen, and an assessment of another rhythm may be asked for at each. */
function cycleNotChosen({ terms, parameters }: LintInput): Finding[] {
  const { settlement } = terms;
  if (!settlement || settlement.readings.length === 0 || parameters.settlement !== undefined) return [];
  const assessed = terms.duties.filter((duty) => duty.kind === 'periodic' && duty.every === 'settlement');
  const gated = terms.payments.flatMap((payment) =>
    payment.gates.filter((gate) => gate.kind === 'assessment' || (gate.kind === 'document' && gate.evaluated)),
  );
  return [
    {
      finding: 'cycle-not-chosen',
      severity: 'BLOCK',
      clause: settlement.clause,
      affects: unique([...assessed.map((duty) => duty.clause), ...gated.map((gate) => gate.clause)]),
      zh: '结算周期（季度或半年）没有选定，而每次结算都要以考核结果为前提，考核周期另有约定。',
      en: 'The settlement cycle (quarter or half-year) is not chosen, while each settlement needs an assessment that has a rhythm of its own.',
      proposalZh: '选定 settlement，并约定每次结算前考核一次。',
      proposalEn: 'Choose settlement, and agree that an assessment comes before every settlement.',
    },
  ];
}

function workingTimeBlank({ terms, parameters }: LintInput): Finding[] {
  const { workingTime } = terms;
  if (!workingTime || workingTime.windows !== undefined || parameters.workingHours !== undefined) return [];
  const counting = unique([
    ...terms.incidentTargets.filter((target) => target.calendar === 'working' || target.selectedBy).map(clauseOf),
    ...terms.demandTargets.filter((target) => target.selectedBy).map(clauseOf),
  ]);
  if (counting.length === 0) return []; // only another reading would count in working time
  return [
    {
      finding: 'working-time-blank',
      severity: 'BLOCK',
      clause: workingTime.clause,
      affects: counting,
      zh: '时限以工作时间计算，而合同没有写明工作时间。',
      en: 'A limit counts in working time, and the contract states no working hours.',
      proposalZh: '填写 workingHours，例如 09:00–12:00、14:00–18:00。',
      proposalEn: 'Give workingHours, such as 09:00–12:00 and 14:00–18:00.',
    },
  ];
}

const clauseOf = (rule: { clause: string }): string => rule.clause;

function coreSystemsBlank({ terms, parameters }: LintInput): Finding[] {
  if (parameters.coreSystems !== undefined) return [];
  return terms.metrics
    .filter((metric) => metric.kind === 'availability')
    .map((metric) => ({
      finding: 'core-systems-blank',
      severity: 'BLOCK' as const,
      clause: metric.clause,
      affects: unique([terms.acceptance?.clause]),
      zh: '可用率承诺针对“核心系统”，而核心系统的范围没有列全，数据来源也未约定。',
      en: 'The availability promise is about “core systems”, whose list is not complete and whose source of data is not agreed.',
      proposalZh: '以 coreSystems 列出核心系统，并约定监测平台。',
      proposalEn: 'List the core systems in coreSystems, and agree on the monitoring platform.',
    }));
}
