import type { Paper, PaperBlock, PaperCell } from './paper.js';

/** A cell of a spreadsheet: a text that no program takes for a formula, or an amount in yuan as a number with two places. */
export type SheetCell = { text: string; bold?: true } | { amount: number };
export interface Sheet {
  name: string;
  rows: readonly (readonly SheetCell[])[];
}

/**
 * A text that begins like a formula is shown and never computed: an apostrophe before it makes it a text in every spreadsheet program, also after the
 * sheet was saved as CSV and opened again.
 */
export const neutralText = (text: string): string =>
  /^\s*[=+\-@|]/.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;

/** The paper as sheets: what is said in pairs on the first, then one for each table. */
export function statementSheets(paper: Paper): Sheet[] {
  const tables = paper.blocks.filter((block) => block.kind === 'table');
  const pairs = paper.blocks.filter((block) => block.kind === 'pairs');
  return [
    {
      name: '结算单',
      rows: [
        [bold(paper.title.replaceAll(' ', ''))],
        ...pairs.flatMap(({ title, pairs: given }) => [
          [],
          [bold(title)],
          ...given.map(([label, cell]) => [{ text: neutralText(label) }, cellOf(cell)]),
        ]),
      ],
    },
    ...tables.map((table, index) => ({ name: sheetName(table.title, index), rows: rowsOf(table) })),
  ];
}

const bold = (text: string): SheetCell => ({ text: neutralText(text), bold: true });

function cellOf(cell: PaperCell): SheetCell {
  if ('text' in cell) return { text: neutralText(cell.text) };
  return cell.amount === null ? { text: '无法判定' } : { amount: Number(cell.amount) };
}

function rowsOf(table: Extract<PaperBlock, { kind: 'table' }>): SheetCell[][] {
  if (table.rows.length === 0) return [[{ text: neutralText(table.empty) }]];
  return [table.head.map(bold), ...table.rows.map((row) => row.map(cellOf))];
}

/** At most 31 characters, none of those that a sheet's name may not hold, and no two alike. */
const sheetName = (title: string, index: number): string =>
  `${index + 1} ${title.replace(/[[\]:*?/\\，]/g, ' ')}`.slice(0, 31);
