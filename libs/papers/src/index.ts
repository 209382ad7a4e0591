export { statementDifferences } from './statement-differences.js';
export {
  composeStatement,
  recomputedText,
  statementName,
  statementText,
  type FormerStatement,
  type StatementHead,
} from './statement.js';
export type { Paper, PaperBlock, PaperTable } from './paper.js';
export { statementPaper } from './statement-paper.js';
export { statementPdf, type PdfPart } from './statement-pdf.js';
export { neutralText, statementSheets, type Sheet, type SheetCell } from './statement-sheets.js';
