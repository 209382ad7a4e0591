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

  it('count the pinned ones for which there is no room at all', () => {
    expect(pageOf(['a', 'b', 'c'], ['d'], 2, 0)).toEqual({ pinned: ['a', 'b'], rows: [], pages: 1, hiddenPinned: 1 });
  });
});
