import { describe, expect, it } from 'vitest';
import { windowFaults } from './windows.js';

describe('windowFaults', () => {
  it.each([
    [[['09:00', '18:00']]],
    [
      [
        ['08:30', '12:00'],
        ['14:00', '18:00'],
      ],
    ],
    [[['00:00', '24:00']]],
    [[['23:59', '24:00']]],
    [
      [
        ['09:00', '12:00'],
        ['12:00', '13:00'],
      ],
    ],
  ])('finds nothing in %j', (windows) => expect(windowFaults(windows)).toEqual([]));

  it.each([
    ['09:00-18:00', 'working hours: expected a list such as [["09:00","12:00"],["14:00","18:00"]].'],
    [undefined, 'working hours: expected a list such as [["09:00","12:00"],["14:00","18:00"]].'],
    [[], 'working hours: the list is empty; give at least one window.'],
    [['09:00', '18:00'], 'working hours[0]: expected a pair such as ["09:00","18:00"].'],
    [[['09:00']], 'working hours[0]: expected a pair such as ["09:00","18:00"].'],
    [[['9:00', '18:00']], 'working hours[0]: expected a start between 00:00 and 23:59, got "9:00".'],
    [[['24:00', '24:00']], 'working hours[0]: expected a start between 00:00 and 23:59, got "24:00".'],
    [[['09:00', '18:60']], 'working hours[0]: expected an end between 00:01 and 24:00, got "18:60".'],
    [[['09:00', '24:01']], 'working hours[0]: expected an end between 00:01 and 24:00, got "24:01".'],
    [[[9, '18:00']], 'working hours[0]: expected a start between 00:00 and 23:59, got 9.'],
    [
      [['18:00', '09:00']],
      'working hours[0]: ends at 09:00, not after its start at 18:00; split what crosses midnight.',
    ],
    [
      [['09:00', '09:00']],
      'working hours[0]: ends at 09:00, not after its start at 09:00; split what crosses midnight.',
    ],
    [
      [
        ['14:00', '18:00'],
        ['09:00', '12:00'],
      ],
      'working hours[1]: starts at 09:00, before the end of an earlier window; put them in order, apart.',
    ],
    [
      [
        ['09:00', '12:01'],
        ['12:00', '18:00'],
      ],
      'working hours[1]: starts at 12:00, before the end of an earlier window; put them in order, apart.',
    ],
  ])('says of %j: %s', (windows, sentence) => expect(windowFaults(windows)[0]).toBe(sentence));

  it('holds a window against all before it, not the last alone', () => {
    const windows = [
      ['09:00', '18:00'],
      ['10:00', '11:00'],
      ['12:00', '13:00'],
    ];
    expect(windowFaults(windows).map((fault) => fault.slice(0, 16))).toEqual(['working hours[1]', 'working hours[2]']);
  });

  it('tells every fault, not the first alone', () => {
    expect(windowFaults([['x', 'y'], ['09:00']])).toHaveLength(3);
  });
});
