import type { Sheet, SheetCell } from '@weibao/papers';
import writeExcelFile, { type SheetData } from 'write-excel-file/node';

const WIDTHS = [30, 40, 18, 18, 14, 60];

/** The sheets as one .xlsx file. Texts are cells of the type text: none is a formula. */
export async function writeSpreadsheet(sheets: readonly Sheet[]): Promise<Buffer> {
  return writeExcelFile(
    sheets.map(({ name, rows }) => ({
      sheet: name,
      data: rows.map((row) => row.map(cellOf)) as SheetData,
      columns: WIDTHS.map((width) => ({ width })),
    })),
  ).toBuffer();
}

const cellOf = (cell: SheetCell) =>
  'amount' in cell
    ? { type: Number, value: cell.amount, format: '#,##0.00' }
    : { type: String, value: cell.text, wrap: true, ...(cell.bold ? { fontWeight: 'bold' as const } : {}) };
