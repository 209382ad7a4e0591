/** Half-open spans of milliseconds. */
export interface Span {
  from: number;
  to: number;
}

/** Sorted, without overlaps, cut to the window. */
export function union(spans: readonly Span[], window: Span): Span[] {
  const cut = spans
    .map((span) => ({ from: Math.max(span.from, window.from), to: Math.min(span.to, window.to) }))
    .filter((span) => span.from < span.to)
    .sort((a, b) => a.from - b.from);
  const result: Span[] = [];
  for (const span of cut) {
    const last = result[result.length - 1];
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else result.push({ ...span });
  }
  return result;
}

export const total = (spans: readonly Span[]): number => spans.reduce((ms, span) => ms + span.to - span.from, 0);

/** What of `spans` is not covered by `holes`; both as `union` gives them. */
export function without(spans: readonly Span[], holes: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans) {
    let from = span.from;
    for (const hole of holes) {
      if (hole.to <= from || hole.from >= span.to) continue;
      if (hole.from > from) result.push({ from, to: hole.from });
      from = Math.max(from, hole.to);
    }
    if (from < span.to) result.push({ from, to: span.to });
  }
  return result;
}
