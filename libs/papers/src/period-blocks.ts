import { outcomeWords, type PeriodFigures } from '@weibao/exchange';
import { textCell as text, type PaperBlock, type PaperTable } from './paper.js';
import { printedInWords } from './payment-blocks.js';
import { periodName } from './period-name.js';

const words = outcomeWords.zh;

/** What the period comes to: its payments, what was paid in it, and what either side owes beside them. */
export function periodAnswer({ sums, payments }: PeriodFigures): PaperBlock {
  return {
    kind: 'pairs',
    title: '结论',
    pairs: [
      ['本期付款', text(payments.length === 0 ? '本期没有到期的付款节点' : `${payments.length} 笔`)],
      ['应付总额', { amount: sums.gross }],
      ['扣除', { amount: sums.deducted }],
      ['应付净额', { amount: sums.net }],
      ['大写', text(printedInWords(sums.net))],
      ['其中尚未决定的扣款', { amount: sums.undecided }],
      ['本期已付', { amount: sums.paid }],
      ['乙方另应付', { amount: sums.vendorOwes }],
      ['甲方另应付', { amount: sums.hospitalOwes }],
    ],
  };
}

/** The payments whose milestone lies in the period, and how far the caps are used. */
export function paymentRows({ payments, caps }: PeriodFigures, place: (clause: string) => string): PaperTable[] {
  return [
    {
      kind: 'table',
      title: '本期的付款',
      head: ['付款', '条款', '应付总额', '应付净额', '状态', '应付日与未齐的条件'],
      empty: '合同没有在本期约定付款。',
      rows: payments.map((payment) => [
        text(payment.payment),
        text(place(payment.clause)),
        { amount: payment.gross },
        { amount: payment.net },
        text(words.payments[payment.status]),
        text([payment.dueOn ?? '应付日未定', ...closed(payment.gates)].join('\n')),
      ]),
    },
    {
      kind: 'table',
      title: '上限',
      head: ['条款', '期间', '上限', '已用'],
      empty: '合同没有约定上限。',
      rows: caps.map(({ clause, period, system, limit, used }) => [
        text([place(clause), system].filter(Boolean).join(' ')),
        text(periodName(period ?? 'term')),
        limit === null ? text('—') : { amount: limit },
        { amount: used },
      ]),
    },
  ];
}

const closed = (gates: PeriodFigures['payments'][number]['gates']): string[] =>
  gates.filter(({ open }) => open !== true).map(({ because }) => because);
