import { addMonths, dateFromDay, dayOf, startOfDay } from '@weibao/calendar';
import type { GateRule } from '@weibao/contract-terms';
import type { GateRecord } from '@weibao/exchange';
import type { Acceptance } from './acceptances.js';
import { decisionOn } from './decisions.js';
import type { KnownOf } from './history.js';
import { inMonths, type Major } from './majors.js';
import { joined, readingsIn } from './marks.js';
import { formatYuan, sum, yuan, type Money } from './money.js';
import { afterMonths, type Period } from './periods.js';
import type { State } from './state.js';

/** A gate, and from which moment it has been open. */
export interface Gate {
  record: GateRecord;
  openedMs: number | null;
  /** The day from which a period counted from this gate runs. */
  countsFromDay: number | null;
  /** On which it depends whether it is open, beside those of the payment. */
  readings: readonly string[];
}

export interface GateContext {
  payment: string;
  period: Period | null; // of a settlement
  gross: Money | null;
  net: Money | null;
  acceptances: readonly Acceptance[];
  majors: readonly Major[];
  lastPaidMs: number | null; // of the payments before this one
}

export function gateOf(state: State, rule: GateRule, context: GateContext): Gate {
  const make = (
    open: boolean | null,
    because: string,
    becauseEn: string,
    openedMs: number | null,
    countsFromDay?: number,
  ): Gate => ({
    record: { gate: rule.gate, clause: rule.clause, open, because, becauseEn, ...yearOf(state, rule) },
    openedMs,
    countsFromDay: countsFromDay ?? (openedMs === null ? null : dayOf(openedMs)),
    readings: gateReadings(rule, context),
  });
  switch (rule.kind) {
    case 'acceptance':
      return acceptanceGate(state, rule, context, make);
    case 'document-confirmed': {
      const filed = state.book.history
        .of('document.filed')
        .find((fact) => fact.document === rule.document && fact.about === rule.about);
      const confirmed = state.book.history
        .of('document.confirmed')
        .find((fact) => fact.document === rule.document && fact.about === rule.about && fact.by !== 'vendor');
      if (confirmed)
        return make(
          true,
          `${dateFromDay(dayOf(confirmed.atMs))} 甲方已确认`,
          `confirmed by the hospital on ${dateFromDay(dayOf(confirmed.atMs))}`,
          confirmed.atMs,
        );
      return filed
        ? make(null, '已提交，待甲方确认', 'filed, not yet confirmed by the hospital', null)
        : make(null, '未提交', 'not filed', null);
    }
    case 'no-major-breach': {
      const fromMonth = (rule.fromMonthIf && state.book.chosen([rule.fromMonthIf])?.month) ?? rule.fromMonth;
      const sinceMs =
        rule.sinceLastPaymentIf && state.book.chosen([rule.sinceLastPaymentIf])
          ? (context.lastPaidMs ?? -Infinity)
          : null;
      const clauses = rule.clausesIf && state.book.chosen([rule.clausesIf])?.clauses;
      const found = context.majors.filter(
        (major) =>
          (sinceMs === null
            ? inMonths(state, major, fromMonth, rule.toMonth)
            : major.atMs > sinceMs && inMonths(state, major, 0, rule.toMonth)) &&
          (!clauses || clauses.includes(major.clause)),
      );
      const { term } = state.book;
      if (found.length > 0 && term && rule.releasedIf && state.book.chosen([rule.releasedIf])) {
        const overMs = startOfDay(afterMonths(term, rule.toMonth));
        if (state.moment.reached(overMs))
          return make(true, '有记录，期满后不再阻付', 'on record, released after the period', overMs);
      }
      if (found.length === 0) return make(true, '无重大违约记录', 'no major breach on record', -Infinity);
      const names = found.map((major) => major.clause).join('、');
      return make(false, `有重大违约记录：${names}`, `major breach on record: ${names}`, null);
    }
    case 'invoice':
      return invoiceGate(state, rule, context, make);
    case 'document': {
      const filed = state.book.history
        .of('document.filed')
        .find(
          (fact) =>
            fact.document === rule.document &&
            (fact.about === undefined || fact.about === context.payment || fact.about === context.period?.label),
        );
      if (!filed) return make(null, '未收到', 'not received', null);
      if (!rule.evaluated)
        return make(
          true,
          `${dateFromDay(dayOf(filed.atMs))} 收到`,
          `received on ${dateFromDay(dayOf(filed.atMs))}`,
          filed.atMs,
        );
      const held = evaluation(state, context.period);
      if (!held) return make(null, '已收到，甲方尚未考核', 'received, not yet evaluated', null);
      const openedMs = Math.max(filed.atMs, held.atMs);
      return make(
        true,
        `${dateFromDay(dayOf(openedMs))} 已考核并收到`,
        `evaluated and received on ${dateFromDay(dayOf(openedMs))}`,
        openedMs,
      );
    }
    case 'assessment': {
      const held = state.book.history.of('assessment.held').find((fact) => fact.period === context.period?.label);
      if (held)
        return make(
          true,
          `${dateFromDay(dayOf(held.atMs))} 已考核`,
          `assessed on ${dateFromDay(dayOf(held.atMs))}`,
          held.atMs,
        );
      const waived = context.period && decisionOn(state, rule.clause, context.period.label, null);
      if (waived?.outcome === 'waived')
        return make(true, '本期免予考核', 'the assessment of the period was waived', waived.atMs);
      if (state.book.readings.is('jh.assess_duty', 'optional'))
        return make(true, '考核非付款前提', 'assessment is optional', -Infinity);
      return make(null, '本期未考核', 'not yet assessed', null);
    }
  }
}

/** Those of the year's acceptance, or of the major breaches on record. */
function gateReadings(rule: GateRule, { acceptances, majors }: GateContext): readonly string[] {
  if (rule.kind === 'no-major-breach')
    return joined(
      readingsIn(majors),
      [rule.fromMonthIf, rule.sinceLastPaymentIf, rule.clausesIf, rule.releasedIf].flatMap((given) =>
        given === undefined ? [] : [given.option],
      ),
    );
  if (rule.kind !== 'acceptance') return [];
  return acceptances.find(({ year }) => year === rule.year)?.record.readings ?? [];
}

/** The assessment of the period; where assessments cover several settlements, the last one of a period that had ended (H-10). */
function evaluation(state: State, period: Period | null) {
  const held = state.book.history.of('assessment.held');
  const own = held.find((fact) => fact.period === period?.label);
  if (own || !period || !state.book.assessesSeveralSettlements) return own;
  const ended = state.book.scheduled.periods('assessment').filter((span) => span.lastDay <= period.lastDay);
  return [...held].reverse().find((fact) => ended.some((span) => span.label === fact.period));
}

/** The service year that an acceptance gate is about; none where a reading takes the acceptance away (B-6). */
function yearOf(state: State, rule: GateRule): { year?: number } {
  if (rule.kind !== 'acceptance') return {};
  return rule.monthsAfter !== undefined && state.book.readings.is('by.pay24_mark', 'service-month')
    ? {}
    : { year: rule.year };
}

type Make = (
  open: boolean | null,
  because: string,
  becauseEn: string,
  openedMs: number | null,
  countsFromDay?: number,
) => Gate;

function acceptanceGate(
  state: State,
  rule: Extract<GateRule, { kind: 'acceptance' }>,
  context: GateContext,
  make: Make,
): Gate {
  const acceptance = context.acceptances.find((candidate) => candidate.year === rule.year);
  if (rule.monthsAfter !== undefined && state.book.readings.is('by.pay24_mark', 'service-month'))
    return make(true, '按服务满月计', 'by month of service', -Infinity);
  if (!acceptance) return make(null, '未到期', 'not yet due', null);
  const { passedAtMs, record } = acceptance;
  if (passedAtMs !== null && (record.status === 'passed' || record.status === 'repassed')) {
    const passDay = dayOf(passedAtMs);
    if (rule.monthsAfter === undefined)
      return make(
        true,
        `第 ${rule.year} 年度验收 ${dateFromDay(passDay)} 合格`,
        `year ${rule.year} accepted on ${dateFromDay(passDay)}`,
        passedAtMs,
      );
    const markDay = addMonths(passDay, rule.monthsAfter);
    const open = state.moment.reached(startOfDay(markDay + 1));
    const text = `第 ${rule.year} 年度验收合格后满 ${rule.monthsAfter} 个月：${dateFromDay(markDay)}`;
    const textEn = `${rule.monthsAfter} months after year ${rule.year} was accepted: ${dateFromDay(markDay)}`;
    return make(open, text, textEn, open ? startOfDay(markDay + 1) : null, markDay);
  }
  const failed = record.status === 'failed' || record.status === 'refailed' || record.criteriaMet === false;
  const why = {
    'not-due': ['服务年度未满', 'the service year has not ended'],
    due: ['未申请验收', 'not applied for'],
    applied: ['已申请，尚未验收合格', 'applied for, not yet passed'],
    passed: ['', ''],
    repassed: ['', ''],
    failed: ['验收不合格', 'failed'],
    refailed: ['复验不合格', 'failed again'],
  }[record.status] as [string, string];
  return make(
    failed ? false : null,
    `第 ${rule.year} 年度${why[0]}`,
    `acceptance of year ${rule.year}: ${why[1]}`,
    null,
  );
}

/** What is wrong on an invoice beside its amount. */
function wrongOn({ buyerMatch, taxMatch }: KnownOf<'invoice.received'>): [zh: string, en: string] | null {
  if (buyerMatch === false) return ['发票购方信息不符', 'the buyer on the invoice is wrong'];
  return taxMatch === false ? ['发票税率不符', 'the tax on the invoice is wrong'] : null;
}

function invoiceGate(
  state: State,
  rule: Extract<GateRule, { kind: 'invoice' }>,
  context: GateContext,
  make: Make,
): Gate {
  const all = state.book.history.of('invoice.received').filter((fact) => fact.payment === context.payment);
  const invoices = withoutReplaced(all);
  const last = invoices[invoices.length - 1];
  if (!last) return make(null, '未收到发票', 'no invoice received', null);
  const wrong = invoices.map(wrongOn).find((fault) => fault !== null) ?? null;
  const wanted = rule.equals === 'net' ? context.net : context.gross;
  if (wrong && wanted === null) return make(false, ...wrong, null);
  if (wanted === null || invoices.some((fact) => fact.amount === undefined))
    return make(null, '应开金额未知', 'the amount owed is not known', null);
  const received = sum(invoices.map((fact) => yuan(fact.amount as string)));
  if (!received.eq(yuan(formatYuan(wanted))))
    return make(
      false,
      `发票 ${formatYuan(received)} 元，应为 ${formatYuan(wanted)} 元`,
      `invoiced ${formatYuan(received)}, should be ${formatYuan(wanted)}`,
      null,
    );
  if (wrong) return make(false, ...wrong, null);
  return make(
    true,
    `${dateFromDay(dayOf(last.atMs))} 收到等额发票`,
    `invoice of the right amount received on ${dateFromDay(dayOf(last.atMs))}`,
    last.atMs,
  );
}

type Invoice = KnownOf<'invoice.received'>;

/**
 * The invoices that count: a faulty one (wrong buyer or tax) leaves with the credit note over its amount, and without one once a faultless invoice of
 * that amount has come after it.
 */
function withoutReplaced(all: readonly Invoice[]): readonly Invoice[] {
  const left = [...all];
  const faulty = (fact: Invoice) => wrongOn(fact) !== null;
  for (const bad of all) {
    if (!faulty(bad) || bad.amount === undefined || yuan(bad.amount).lte(0)) continue;
    const amount = yuan(bad.amount);
    const after = left.slice(left.indexOf(bad) + 1).filter((fact) => fact.amount !== undefined);
    const credit = after.find((fact) => yuan(fact.amount as string).eq(amount.negated()));
    const replaced = credit ?? after.find((fact) => !faulty(fact) && yuan(fact.amount as string).eq(amount));
    if (!replaced) continue;
    left.splice(left.indexOf(bad), 1);
    if (credit) left.splice(left.indexOf(credit), 1);
  }
  return left;
}
