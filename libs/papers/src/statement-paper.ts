import {
  amountInWords,
  gateStateOf,
  outcomeWords,
  stepWords,
  type Statement,
  type StatementLine,
  type Step,
} from '@weibao/exchange';
import { statementWords } from './statement-words.js';
import { differenceRows } from './difference-rows.js';
import { assessmentRows } from './assessment-rows.js';

/** A cell holds a text, or an amount in yuan as the exchange writes it; null is an amount that nobody can tell. */
export type PaperCell = { text: string } | { amount: string | null };
export interface PaperTable {
  kind: 'table';
  title: string;
  note?: string;
  head: readonly string[];
  rows: readonly (readonly PaperCell[])[];
  /** Said in place of the rows where there are none. */
  empty: string;
}
export type PaperBlock =
  | { kind: 'pairs'; title: string; pairs: readonly (readonly [string, PaperCell])[] }
  | PaperTable
  | { kind: 'signatures'; places: readonly string[] };

/** A document before it is laid out: page and spreadsheet are made of the same one. */
export interface Paper {
  title: string;
  name: string; // of the file, without ending
  footer: string;
  blocks: readonly PaperBlock[];
}

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
const text = (value: string): PaperCell => ({ text: value });
const moment = (instant: string): string => instant.replace('T', ' ').replace(/(\.\d+)?\+08:00$/, '');

/** A statement laid out to be signed and stamped, in Chinese. */
export function statementPaper(given: PaperOf): Paper {
  const { statement, sha256 } = given;
  const { figures, contract, statement: number } = statement;
  const place = (clause: string) => figures.clauses[clause] ?? clause;
  const lines = (list: readonly StatementLine[]) => list.map((line) => deductionRow(line, place, given.reasons));
  const lineHead = ['事项', '条款', '计算金额', '应付金额', '决定', '理由与依据'];
  return {
    title: '结 算 单',
    name: `${contract}-${number}`,
    footer: `${contract}-${number} · SHA-256 ${sha256}`,
    blocks: [
      heading(given),
      answer(statement),
      {
        kind: 'table',
        title: '支付条件',
        head: ['条件', '结果', '依据', '条款'],
        empty: '合同没有为这笔付款约定前提条件。',
        rows: figures.payment.gates.map((gate) => [
          text(words.gates[gate.gate] ?? gate.gate),
          text(words.gate[gateStateOf(gate)]),
          text(gate.because),
          text(place(gate.clause)),
        ]),
      },
      {
        kind: 'table',
        title: '从本付款扣付',
        head: lineHead,
        empty: '没有从本付款扣付的事项。',
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
        empty: '尚未收到发票，尚未付款。',
        rows: figures.entries.map(({ type, at, amount }) => [
          text(statementWords.entries[type] ?? type),
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
      [
        '付款',
        text(
          `${statement.payment}（${statement.figures.clauses[statement.figures.payment.clause] ?? statement.figures.payment.clause}）`,
        ),
      ],
      ['出具', text(`${moment(statement.issuedAt)}\u3000${statement.issuedBy.account}`)],
    ],
  };
}

function answer({ figures: { payment } }: Statement): PaperBlock {
  const inWords = payment.net === null ? null : amountInWords(payment.net);
  return {
    kind: 'pairs',
    title: '结论',
    pairs: [
      ['状态', text(words.payments[payment.status])],
      ['应付日', text(payment.dueOn ?? '条件未齐，未定')],
      ['应付总额', { amount: payment.gross }],
      ['扣除', { amount: payment.deducted }],
      ['应付净额', { amount: payment.net }],
      ['大写', text(inWords === null ? '无法判定' : `人民币${inWords}`)],
      ['其中尚未决定的扣款', { amount: payment.undecided }],
    ],
  };
}

function deductionRow(
  line: StatementLine,
  place: (clause: string) => string,
  reasons: PaperOf['reasons'],
): PaperCell[] {
  const title = [words.breaches[line.breach] ?? line.breach, line.subject, line.period].filter(Boolean).join(' ');
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
