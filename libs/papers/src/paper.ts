/** A cell holds a text, or an amount in yuan as the exchange writes it; null is an amount that nobody can tell. */
export type PaperCell = { text: string } | { amount: string | null };
export interface PaperTable {
  kind: 'table';
  title: string;
  note?: string;
  head: readonly string[];
  rows: readonly (readonly PaperCell[])[];
  /** Said in place of the rows where there are none. */
  empty: string;
}
export type PaperBlock =
  | { kind: 'pairs'; title: string; pairs: readonly (readonly [string, PaperCell])[] }
  | PaperTable
  | { kind: 'signatures'; places: readonly string[] };

/** A document before it is laid out: page and spreadsheet are made of the same one. */
export interface Paper {
  title: string;
  name: string; // of the file, without ending
  footer: string;
  blocks: readonly PaperBlock[];
}

export const textCell = (value: string): PaperCell => ({ text: value });
/** `2026-11-20 14:26:00`: the contracts' own time needs no zone on paper. */
export const printedMoment = (instant: string): string => instant.replace('T', ' ').replace(/(\.\d+)?\+08:00$/, '');
