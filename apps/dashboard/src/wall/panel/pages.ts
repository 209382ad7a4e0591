/** What a panel shows of a list that is longer than the panel: some rows always, the others page by page. */
export interface Page<Row> {
  pinned: Row[];
  rows: Row[];
  pages: number;
  hiddenPinned: number; // pinned rows beyond the panel itself; more than none only when the panel cannot hold even those
}

/** @param turn grows by one whenever the wall turns its pages */
export function pageOf<Row>(pinned: Row[], others: Row[], fit: number, turn: number): Page<Row> {
  const pinnedShown = pinned.slice(0, fit);
  const room = fit - pinnedShown.length;
  const hiddenPinned = pinned.length - pinnedShown.length;
  if (room <= 0) return { pinned: pinnedShown, rows: [], pages: 1, hiddenPinned };
  const pages = Math.max(Math.ceil(others.length / room), 1);
  // The last page is filled from the one before: a nearly empty panel looks like a quiet hospital.
  const start = Math.max(Math.min((turn % pages) * room, others.length - room), 0);
  return { pinned: pinnedShown, rows: others.slice(start, start + room), pages, hiddenPinned };
}
