function turned<Row, Part extends 'pinned' | 'rows'>(list: Row[], room: number, turn: number, part: Part) {
  const pages = Math.max(Math.ceil(list.length / room), 1);
  // The last page is filled from the one before: a nearly empty panel looks like a quiet hospital.
  const start = Math.max(Math.min((turn % pages) * room, list.length - room), 0);
  return { pinned: [] as Row[], rows: [] as Row[], pages, [part]: list.slice(start, start + room) };
}

/** What a panel shows of a list that is longer than the panel: some rows always, the others page by page. */
export interface Page<Row> {
  pinned: Row[];
  rows: Row[];
  pages: number;
  hiddenPinned: number; // pinned rows beyond the panel itself; more than none only when the panel cannot hold even those
}

/** @param turn grows by one whenever the wall turns its pages */
export function pageOf<Row>(pinned: Row[], others: Row[], fit: number, turn: number): Page<Row> {
  const room = fit - pinned.length;
  // Not even the pinned ones fit: they turn, and the panel says how many are not on show.
  if (room < 0) return { ...turned(pinned, fit, turn, 'pinned'), hiddenPinned: -room };
  if (room === 0) return { pinned, rows: [], pages: 1, hiddenPinned: 0 };
  return { ...turned(others, room, turn, 'rows'), pinned, hiddenPinned: 0 };
}
