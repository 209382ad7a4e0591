import type { FigureChangeView } from '@weibao/messages';
import { expect, it } from 'vitest';
import { figuresIn } from './figure-groups.js';

const share = (path: string, clause: string, value: string, was = value): FigureChangeView => ({
  path,
  group: path.split('/')[1] ?? '',
  clause,
  titleZh: null,
  titleEn: null,
  levels: [],
  name: 'share',
  kind: 'share',
  value,
  was,
});

it('a share that several rules of one clause carry out stands once in the form, with the places where it is changed', () => {
  const figures = [
    share('/penalties/0/amount/share', 'BY-8-GEN', '1/1000'),
    share('/penalties/1/amount/share', 'BY-8-HLATE', '2/10000'),
    share('/penalties/2/amount/share', 'BY-8-GEN', '1/1000'),
    share('/penalties/3/amount/share', 'BY-8-GEN', '3/1000', '1/1000'),
    share('/caps/0/limit/share', 'BY-8-HLATE', '5/100'),
  ];
  const groups = figuresIn(figures, 'money').map(({ group, clauses }) => [
    group,
    clauses.map((of) => [of.clause, of.figures.map(({ path, twins }) => [path, ...twins])]),
  ]);
  expect(groups).toEqual([
    [
      'penalties',
      [
        // The one that was changed apart from the others stands by itself.
        ['BY-8-GEN', [['/penalties/0/amount/share', '/penalties/2/amount/share'], ['/penalties/3/amount/share']]],
        ['BY-8-HLATE', [['/penalties/1/amount/share']]],
      ],
    ],
    ['caps', [['BY-8-HLATE', [['/caps/0/limit/share']]]]],
  ]);
  expect(figuresIn(figures, 'targets')).toEqual([]);
});
