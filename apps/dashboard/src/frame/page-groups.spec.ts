import { expect, it } from 'vitest';
import { pagesOf } from '../session/session.js';
import { grouped } from './page-groups.js';

it('finance finds its money first, and no page is lost or shown twice', () => {
  const parts = grouped(pagesOf('finance'));
  expect(parts[0]?.group).toBe('money');
  expect(parts[0]?.pages[0]).toBe('payments');
  expect(parts.flatMap(({ pages }) => pages).sort()).toEqual([...pagesOf('finance')].sort());
});

it('what administrators look after is one part', () => {
  expect(grouped(['admin/people', 'admin/tokens'])).toEqual([
    { group: 'base', pages: ['admin/people', 'admin/tokens'] },
  ]);
});
