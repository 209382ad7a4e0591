import { describe, expect, it } from 'vitest';
import { periodText } from './period-text.js';

describe('the label of a period in words', () => {
  it.each([
    ['term', '合同期', 'term'],
    ['year-2', '第 2 年度', 'year 2'],
    ['year-1-H1', '第 1 年度 上半年', 'year 1 H1'],
    ['year-1-H2', '第 1 年度 下半年', 'year 1 H2'],
    ['2026-Q3', '2026 年 第 3 季度', '2026 Q3'],
    ['2026', '2026 年', '2026'],
    ['2026-09', '2026-09', '2026-09'],
    ['2026-09-25', '2026-09-25', '2026-09-25'],
  ])('%s is %s, in English %s', (label, zh, en) => {
    expect(periodText(label, 'zh')).toBe(zh);
    expect(periodText(label, 'en')).toBe(en);
  });
});
