import { amountInWords, gateStateOf, outcomeWords, type PaymentFigures } from '@weibao/exchange';
import { textCell as text, type PaperBlock } from './paper.js';

const words = outcomeWords.zh;

/** Whether the payment may be made, how much and when, and each condition of it. */
export function paymentAnswer({ payment }: PaymentFigures, place: (clause: string) => string): PaperBlock[] {
  return [
    {
      kind: 'pairs',
      title: '结论',
      pairs: [
        ['状态', text(words.payments[payment.status])],
        ['应付日', text(payment.dueOn ?? '条件未齐，未定')],
        ['应付总额', { amount: payment.gross }],
        ['扣除', { amount: payment.deducted }],
        ['应付净额', { amount: payment.net }],
        ['大写', text(printedInWords(payment.net))],
        ['其中尚未决定的扣款', { amount: payment.undecided }],
      ],
    },
    {
      kind: 'table',
      title: '支付条件',
      head: ['条件', '结果', '依据', '条款'],
      empty: '合同没有为这笔付款约定前提条件。',
      rows: payment.gates.map((gate) => [
        text(words.gates[gate.gate] ?? gate.gate),
        text(words.gate[gateStateOf(gate)]),
        text(gate.because),
        text(place(gate.clause)),
      ]),
    },
  ];
}

export const printedInWords = (amount: string | null): string => {
  const inWords = amount === null ? null : amountInWords(amount);
  return inWords === null ? '无法判定' : `人民币${inWords}`;
};
