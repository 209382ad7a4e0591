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
  return (records) => {
    const byClause = new Map<string, (typeof records)[number][]>();
    for (const record of records) {
      const list = byClause.get(record.clause);
      if (list) list.push(record);
      else byClause.set(record.clause, [record]);
    }
    const place = (clause: string) => terms.clauseOrder.get(clause) ?? Infinity;
    const clauses = [...byClause.keys()].sort((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0));
    return clauses.flatMap((clause) => (byClause.get(clause) ?? []).sort(within));
  };
}

function within(a: Orderable, b: Orderable): number {
  return (
    compare(a.period, b.period) ||
    compare(a.subject ?? a.incident, b.subject ?? b.incident) ||
    compare(a.dueAt ?? a.dueOn, b.dueAt ?? b.dueOn) ||
    compare(a.system, b.system) ||
    compare(a.breach, b.breach) ||
    compare(a.notice, b.notice)
  );
}

/** As texts; what is absent comes first. */
function compare(a: string | null | undefined, b: string | null | undefined): number {
  const [left, right] = [a ?? '', b ?? ''];
  return left === right ? 0 : left < right ? -1 : 1;
}
