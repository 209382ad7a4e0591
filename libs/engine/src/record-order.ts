import type { Terms } from '@weibao/contract-terms';

interface Orderable {
  clause: string;
  period?: string;
  subject?: string;
  incident?: string;
  system?: string;
  notice?: string;
  breach?: string;
  dueAt?: string | null;
  dueOn?: string | null;
}

/** Records by clause in the contract's order, then period, subject, due moment; the rest only so that no two orders are possible. */
export function inRecordOrder(terms: Terms): <T extends Orderable>(records: readonly T[]) => T[] {
  const place = (record: Orderable) => terms.clauseOrder.get(record.clause) ?? Infinity;
  const keys = (record: Orderable) => [
    record.period ?? '',
    record.subject ?? record.incident ?? '',
    record.dueAt ?? record.dueOn ?? '',
    record.system ?? '',
    record.breach ?? '',
    record.notice ?? '',
  ];
  return (records) =>
    [...records].sort((a, b) => {
      const byClause = place(a) - place(b);
      if (byClause !== 0 && !Number.isNaN(byClause)) return byClause;
      const [left, right] = [keys(a), keys(b)];
      for (let index = 0; index < left.length; index += 1) {
        const [x, y] = [left[index] as string, right[index] as string];
        if (x !== y) return x < y ? -1 : 1;
      }
      return 0;
    });
}
