import { describe, expect, it } from 'vitest';
import { pageOf } from './pages.js';

describe('pages of a panel', () => {
  it('need no turning while everything fits', () => {
    expect(pageOf(['a'], ['b', 'c'], 3, 7)).toEqual({ pinned: ['a'], rows: ['b', 'c'], pages: 1, hiddenPinned: 0 });
  });

  it('turn the others and keep the pinned ones', () => {
    const shown = (turn: number) => pageOf(['a'], ['b', 'c', 'd', 'e'], 3, turn);
    expect(shown(0)).toMatchObject({ pinned: ['a'], rows: ['b', 'c'], pages: 2 });
    expect(shown(1)).toMatchObject({ pinned: ['a'], rows: ['d', 'e'] });
    expect(shown(2)).toMatchObject({ rows: ['b', 'c'] });
  });

  it('fill the last page from the one before', () => {
    expect(pageOf([], ['a', 'b', 'c', 'd', 'e', 'f'], 5, 1).rows).toEqual(['b', 'c', 'd', 'e', 'f']);
  });

  it('turn the pinned ones too where the panel cannot hold them all, and count those not on show', () => {
    const shown = (turn: number) => pageOf(['a', 'b', 'c'], ['d'], 2, turn);
    expect(shown(0)).toEqual({ pinned: ['a', 'b'], rows: [], pages: 2, hiddenPinned: 1 });
    expect(shown(1)).toEqual({ pinned: ['b', 'c'], rows: [], pages: 2, hiddenPinned: 1 });
  });

  it('leave no room for others when the pinned ones fill the panel exactly', () => {
    expect(pageOf(['a', 'b'], ['d'], 2, 0)).toEqual({ pinned: ['a', 'b'], rows: [], pages: 1, hiddenPinned: 0 });
  });
});
