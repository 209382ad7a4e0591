import {
  outcomeWords,
  statementWords,
  stepWords,
  type Statement,
  type StatementLine,
  type Step,
} from '@weibao/exchange';
import {
  printedMoment as moment,
  textCell as text,
  type Paper,
  type PaperBlock,
  type PaperCell,
  type PaperTable,
} from './paper.js';
import { differenceRows } from './difference-rows.js';
import { assessmentRows } from './assessment-rows.js';
import { paymentAnswer } from './payment-blocks.js';
import { paymentRows, periodAnswer } from './period-blocks.js';
import { periodName } from './period-name.js';

/** The reason that stands beside a fact now; erased and withheld texts are said to be so. */
export type Reason = { text: string } | { gone: 'erased' | 'withheld' };

export interface PaperOf {
  statement: Statement;
  sha256: string;
  reasons: Readonly<Record<string, Reason>>;
  /** Names of the organisations, by id. */
  organisations: Readonly<Record<string, string>>;
}

const words = outcomeWords.zh;

/** A statement laid out to be signed and stamped, in Chinese. */
export function statementPaper(given: PaperOf): Paper {
  const { statement, sha256 } = given;
  const { figures, contract, statement: number } = statement;
  const place = (clause: string) => figures.clauses[clause] ?? clause;
  const lines = (list: readonly StatementLine[]) => list.map((line) => deductionRow(line, place, given.reasons));
  const isPeriod = !('payment' in figures);
  const lineHead = ['事项', '条款', '计算金额', '应付金额', '决定', '理由与依据'];
  return {
    title: '结 算 单',
    name: `${contract}-${number}`,
    footer: `${contract}-${number} · SHA-256 ${sha256}`,
    blocks: [
      heading(given),
      ...('payment' in figures ? paymentAnswer(figures, place) : [periodAnswer(figures)]),
      ...('payment' in figures ? [] : paymentRows(figures, place)),
      {
        kind: 'table',
        title: isPeriod ? '从付款扣付' : '从本付款扣付',
        head: lineHead,
        empty: isPeriod ? '本期没有从付款扣付的事项。' : '没有从本付款扣付的事项。',
        rows: lines(figures.deductions),
      },
      {
        kind: 'table',
        title: '应收应付，不从付款中扣',
        note: '合同没有约定从付款中扣付的违约金、赔偿等，另行主张。',
        head: lineHead,
        empty: '没有另行主张的事项。',
        rows: lines(figures.receivables),
      },
      ...assessmentRows(figures, place),
      {
        kind: 'table',
        title: '发票与付款',
        head: ['事项', '时间', '金额'],
        empty: isPeriod ? '本期没有收到发票，没有付款。' : '尚未收到发票，尚未付款。',
        rows: figures.entries.map(({ type, at, amount, payment = '' }) => [
          text(`${payment} ${statementWords.zh.entries[type] ?? type}`.trim()),
          text(moment(at)),
          { amount },
        ]),
      },
      ...differenceRows(statement),
      readings(statement, place),
      basis(statement, sha256),
      { kind: 'signatures', places: ['甲方（盖章）', '乙方（盖章）'] },
    ],
  };
}

function heading({ statement, organisations }: PaperOf): PaperBlock {
  const named = (part: string) =>
    statement.parties
      .filter((party) => party.part === part)
      .map(({ organisation }) => organisations[organisation] ?? organisation)
      .join('、') || '—';
  return {
    kind: 'pairs',
    title: '基本信息',
    pairs: [
      ['合同', text(statement.nameZh)],
      ['结算单编号', text(`${statement.contract}-${statement.statement}`)],
      ['甲方', text(named('customer'))],
      ['乙方', text(named('vendor'))],
      about(statement),
      ['出具', text(`${moment(statement.issuedAt)}\u3000${statement.issuedBy.account}`)],
    ],
  };
}

/** What the statement is of. */
function about(statement: Statement): readonly [string, PaperCell] {
  if ('payment' in statement) {
    const { clause } = statement.figures.payment;
    return ['付款', text(`${statement.payment}（${statement.figures.clauses[clause] ?? clause}）`)];
  }
  const { period, firstOn, lastOn, ended } = statement.figures.period;
  return ['期间', text(`${periodName(period)}（${firstOn} 至 ${lastOn}${ended ? '' : '，出具时尚未结束'}）`)];
}

function deductionRow(
  line: StatementLine,
  place: (clause: string) => string,
  reasons: PaperOf['reasons'],
): PaperCell[] {
  const period = line.period && periodName(line.period);
  const title = [words.breaches[line.breach] ?? line.breach, line.subject, period].filter(Boolean).join(' ');
  const decided = line.decisions.map(({ fact, outcome, account, at }) => {
    const state = words.decisions[outcome as StatementLine['decision']] ?? outcome;
    return `${moment(at)} ${account ?? ''} ${state}${reasonText(reasons[fact])}`;
  });
  return [
    text(line.payer === 'hospital' ? `${title}（甲方付）` : title),
    text(place(line.clause)),
    { amount: line.computed },
    { amount: line.payable },
    text(line.review ? `${words.decisions[line.decision]}（重新审核）` : words.decisions[line.decision]),
    text([...line.steps.map(stepLine), ...decided].join('\n')),
  ];
}

function reasonText(reason: Reason | undefined): string {
  if (reason === undefined) return '';
  if ('text' in reason) return `：${reason.text}`;
  return reason.gone === 'erased' ? '：（理由文字已依规定删除）' : '：（理由文字未向您开放）';
}

/** `按比例 4168.00`: what was looked at, in the words of the pages. */
function stepLine({ label, result, inputs }: Step): string {
  const { steps, inputs: names, values } = stepWords.zh;
  const said = (value: unknown): string =>
    Array.isArray(value) ? value.join('；') : (values[String(value)] ?? momentOrText(String(value)));
  const looked = Object.entries(inputs)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${names[name] ?? name} ${said(value)}`)
    .join('，');
  return `${steps[label] ?? label} ${said(result)}${looked && `（${looked}）`}`;
}
const momentOrText = (value: string): string => (/^\d{4}-\d\d-\d\dT/.test(value) ? moment(value) : value);

function readings({ figures }: Statement, place: (clause: string) => string): PaperTable {
  return {
    kind: 'table',
    title: '合同不明之处的读法',
    head: ['问题', '条款', '本单所取的读法'],
    empty: '没有需要说明的读法。',
    rows: figures.readings.map(({ ambiguity, clause, reading, zh, defaultZh }) => [
      text(`${ambiguity} ${zh}`),
      text(clause === null ? '—' : place(clause)),
      text(reading === null ? `默认：${defaultZh}` : `${reading}（默认：${defaultZh}）`),
    ]),
  };
}

/** What the figures rest on: whoever holds these heads can check an export against them. */
function basis({ heads, versions, asOf, previous }: Statement, sha256: string): PaperBlock {
  return {
    kind: 'pairs',
    title: '依据',
    pairs: [
      ['截至', text(moment(asOf))],
      ...Object.entries(heads).map(([service, { position, hash }]): readonly [string, PaperCell] => [
        `链头 ${service}`,
        text(`${position}  ${hash}`),
      ]),
      ['版本', text(`条款 ${versions.terms} · 日历 ${versions.calendar} · 引擎 ${versions.engine}`)],
      ['条款文件', text(versions.termsSha256)],
      ['前一结算单', text(previous === null ? '无' : `${previous.statement}  ${previous.sha256}`)],
      ['本单校验值', text(sha256)],
    ],
  };
}
