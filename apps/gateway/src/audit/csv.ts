/**
 * One line of a table for a spreadsheet (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe before it, as spreadsheets
 * themselves write such texts: names and addresses come from outside.
 */
export const csvLine = (cells: readonly (string | number | null | undefined)[]): string =>
  `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(value: string | number | null | undefined): string {
  if (typeof value === 'number') return String(value);
  const text = value ?? '';
  // Full-width = + - @ are taken for formulas, too, where the East Asian settings are on.
  const harmless =
    /^[\s\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]/u.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
