import type { Finding, LintInput } from './finding.js';
import { unique } from './finding.js';

/** What the text relies on and does not hold: lists, fill-in marks, limits, amounts, thresholds. */
export function missingParts(input: LintInput): Finding[] {
  return [
    ...missingLists(input),
    ...placeholders(input),
    ...penaltyWithoutLimit(input),
    ...openAmounts(input),
    ...verdictWithoutThreshold(input),
    ...noLimit(input),
    ...metricWithoutConsequence(input),
  ];
}

function missingLists({ terms }: LintInput): Finding[] {
  return terms.requiredLists.map((list) => ({
    finding: 'missing-list',
    severity: list.severity,
    clause: list.clause,
    affects: list.affects,
    zh: `合同以“${list.titleZh}”为依据，而文件中没有。`,
    en: `The contract relies on its ${list.titleEn}, which is not in the file.`,
    proposalZh: `补交“${list.titleZh}”，作为附件存档。`,
    proposalEn: `Add the ${list.titleEn} as an annex.`,
  }));
}

function placeholders({ terms }: LintInput): Finding[] {
  return terms.placeholders.map((mark) => ({
    finding: 'placeholder',
    severity: mark.filled ? ('INFO' as const) : ('BLOCK' as const),
    clause: mark.clause,
    affects: [],
    zh: mark.filled ? `模板提示“${mark.text}”未删，内容已填。` : `“${mark.text}”待填，服务范围不能确定。`,
    en: mark.filled
      ? `The template's prompt “${mark.text}” was left in; what it asks for is there.`
      : `“${mark.text}” was never filled in: the scope is open.`,
    proposalZh: mark.filled ? '签订补充时删去提示。' : '填写服务范围清单。',
    proposalEn: mark.filled ? 'Delete the prompt at the next amendment.' : 'Fill in the list of what is maintained.',
  }));
}

/** A clause that punishes lateness of a stage for which no limit stands anywhere. */
function penaltyWithoutLimit({ terms }: LintInput): Finding[] {
  return terms.penalties.flatMap((rule) => {
    if (rule.kind !== 'ruled' || rule.punishes === undefined) return [];
    const { punishes } = rule;
    if (terms.incidentTargets.some((target) => target.stage === punishes && target.limit !== undefined)) return [];
    return [
      {
        finding: 'penalty-without-limit',
        severity: 'BLOCK' as const,
        clause: rule.clause,
        affects: [],
        zh: '逾期要受罚，而合同没有为这一步规定时限，因此无从判断是否逾期。',
        en: `Lateness of “${punishes}” is punished, and the contract sets no limit for it.`,
        proposalZh: '约定解决时限；在此之前只由人认定，不自动产生。',
        proposalEn: 'Agree on a limit; until then only people can rule it.',
      },
    ];
  });
}

function openAmounts({ terms }: LintInput): Finding[] {
  return terms.penalties.flatMap((rule): Finding[] => {
    if (!('amount' in rule)) return [];
    if ('byPerson' in rule.amount)
      return [
        {
          finding: 'penalty-without-amount',
          severity: 'BLOCK',
          clause: rule.clause,
          affects: [],
          zh: '可以减扣费用，而减多少、按什么周期都没有写。',
          en: 'The fee may be reduced, and neither the amount nor the cycle is stated.',
          proposalZh: '约定减扣公式；在此之前由人定额，以该期费用为限。',
          proposalEn: 'Agree on a formula; until then a person sets the amount, at most the fee of the cycle.',
        },
      ];
    if ('from' in rule.amount)
      return [
        {
          finding: 'amount-in-range',
          severity: 'INFO',
          clause: rule.clause,
          affects: [],
          zh: `罚款只给出范围（${rule.amount.from}–${rule.amount.to} 元），由人定额。`,
          en: `The fine is a range (¥${rule.amount.from}–${rule.amount.to}); a person decides.`,
          proposalZh: '约定选取标准；默认先按下限列示。',
          proposalEn: 'Agree on how it is chosen; the lower end is shown until then.',
        },
      ];
    return [];
  });
}

/** Payment or termination hangs on an assessment for which the contract has neither a threshold nor a scorecard. */
function verdictWithoutThreshold({ terms }: LintInput): Finding[] {
  const gated = terms.payments.flatMap((payment) => payment.gates.filter((gate) => gate.kind === 'assessment'));
  const rights = terms.rights.filter((right) => right.kind === 'failed-assessments');
  const measured = terms.metrics.some((metric) => 'threshold' in metric && metric.threshold !== undefined);
  if ((gated.length === 0 && rights.length === 0) || terms.scorecard || measured) return [];
  const assessed = terms.duties.find((duty) => duty.kind === 'periodic' && duty.proof.assessment === true);
  const affects = unique([...gated, ...rights].map((rule) => rule.clause));
  return [
    {
      finding: 'verdict-without-threshold',
      severity: 'BLOCK',
      clause: assessed?.clause ?? (affects[0] as string),
      affects,
      zh: '付款和解约取决于考核是否合格，而考核没有分数线。',
      en: 'Payment and termination hang on an assessment that has no pass mark.',
      proposalZh: '约定各项指标的合格线与权重；在此之前由人裁定。',
      proposalEn: 'Agree on thresholds and weights; until then a person rules.',
    },
  ];
}

/** What is owed without a day: an incident's report, which a breach may hang on, or a document. */
function noLimit({ terms }: LintInput): Finding[] {
  const targets = terms.incidentTargets.filter((target) => target.limit === undefined);
  const documents = terms.duties.filter((duty) => duty.kind === 'once' && duty.limit === undefined);
  return [...targets, ...documents].map((owed) => ({
    finding: 'no-limit',
    severity: 'kind' in owed ? ('INFO' as const) : ('WARN' as const),
    clause: owed.clause,
    affects: [],
    zh: `“${owed.titleZh}”应当完成，而合同没有给出期限。`,
    en: `“${owed.titleEn}” is owed, and the contract gives no time for it.`,
    proposalZh: '约定期限；在此之前只列为应交，不算逾期。',
    proposalEn: 'Agree on a limit; until then it is owed and never overdue.',
  }));
}

/** A threshold that nothing hangs on: neither acceptance, nor score, nor right, nor money. */
function metricWithoutConsequence({ terms }: LintInput): Finding[] {
  const criteria = terms.acceptance?.criteria ?? [];
  const idle = terms.metrics.filter(
    (metric) => 'threshold' in metric && metric.threshold !== undefined && !criteria.includes(metric.clause),
  );
  const [first, ...rest] = idle;
  if (!first) return [];
  return [
    {
      finding: 'metric-without-consequence',
      severity: 'WARN',
      clause: first.clause,
      affects: unique(rest.map((metric) => metric.clause)),
      zh: `${idle.length} 项指标有合格线，达不到却没有后果。`,
      en: `${idle.length} metrics have a threshold, and missing it has no consequence.`,
      proposalZh: '写明未达标的后果，或写明仅供报告。',
      proposalEn: 'State the consequence, or that they are for the report only.',
    },
  ];
}
