const halves: Readonly<Record<string, string>> = { '1': '上半年', '2': '下半年' };

/** The label of a period as it stands on paper: `year-2` → 第 2 年度, `2026-Q3` → 2026 年第 3 季度. Other labels stand as they are. */
export function periodName(label: string): string {
  if (label === 'term') return '合同期';
  const part = /^(?:year-(\d+)|(\d{4}))(?:-([HQ])(\d))?$/.exec(label);
  if (!part) return label;
  const [, serviceYear, calendarYear, kind, number = ''] = part;
  const year = serviceYear === undefined ? `${calendarYear} 年` : `第 ${serviceYear} 年度`;
  if (kind === undefined) return year;
  return `${year}${kind === 'Q' ? `第 ${number} 季度` : (halves[number] ?? label)}`;
}
