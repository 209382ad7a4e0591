import { describe, expect, it } from 'vitest';
import { meantFigure, meantWindows, typedFigure } from './figure-typing.js';

const meant = (kind: Parameters<typeof meantFigure>[0], text: string, unit?: 'minutes' | 'workingDays') => {
  const found = meantFigure(kind, unit === undefined ? { text } : { text, unit });
  return found.ok ? found.value : 'nothing';
};

describe('a figure of a contract in a form', () => {
  it('is typed as it is shown: what nobody changes means what it was', () => {
    const figures = [
      ['limit', { minutes: 10 }],
      ['limit', { workingDays: 3 }],
      ['yuan', '4168000.00'],
      ['share', '1/5'],
      ['number', 60],
      ['decimal', '-100000'],
      ['date', '2026-07-01'],
      ['every', 'quarter'],
      [
        'windows',
        [
          ['09:00', '12:00'],
          ['14:00', '18:00'],
        ],
      ],
      ['text', '电子病历维保'],
    ] as const;
    for (const [kind, value] of figures)
      expect(meantFigure(kind, typedFigure({ kind, value })), kind).toEqual({ ok: true, value });
  });

  it('a limit is a number with its unit, and nothing else', () => {
    expect(meant('limit', ' 15 ', 'minutes')).toEqual({ minutes: 15 });
    expect(meant('limit', '2', 'workingDays')).toEqual({ workingDays: 2 });
    expect([meant('limit', '15'), meant('limit', 'ten', 'minutes'), meant('limit', '-1', 'minutes')]).toEqual(
      Array(3).fill('nothing'),
    );
  });

  it('an amount may be set apart in thousands, and keeps its cents as they were typed', () => {
    expect([meant('yuan', '3,000,000'), meant('yuan', '3，000.5'), meant('yuan', '-1')]).toEqual([
      '3000000',
      '3000.5',
      'nothing',
    ]);
  });

  it('a share is written as the contract has it: a fifth, 20 per cent, one tenth of a per cent, three per mille', () => {
    expect(['1/5', '20%', '0.1%', '3‰', '12.5％'].map((text) => meant('share', text))).toEqual([
      '1/5',
      '20/100',
      '1/1000',
      '3/1000',
      '125/1000',
    ]);
    expect(['1/0', '1', 'a/b', '1/-5'].map((text) => meant('share', text))).toEqual(Array(4).fill('nothing'));
  });

  it('working hours are one window or several', () => {
    expect(meantWindows('08:00-12:00，14:00至17:30')).toEqual({
      ok: true,
      value: [
        ['08:00', '12:00'],
        ['14:00', '17:30'],
      ],
    });
    expect([meantWindows(''), meantWindows('8-12')]).toEqual([{ ok: false }, { ok: false }]);
  });
});
