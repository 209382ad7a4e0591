import { printable, printedAmount } from './printable.js';
import type { Paper, PaperBlock, PaperCell } from './paper.js';

/** A part of a document definition of pdfmake; its own types would bring it into a library that prints nothing. */
export type PdfPart = Readonly<Record<string, unknown>>;

const cellText = (cell: PaperCell): string =>
  'text' in cell
    ? printable(cell.text)
    : cell.amount === null
      ? printedAmount(null)
      : `¥ ${printedAmount(cell.amount)}`;
const cellOf = (cell: PaperCell): PdfPart => ({
  text: cellText(cell),
  ...('amount' in cell ? { alignment: 'right' } : {}),
});

/** The paper on A4, each page with its number, the statement's number and its hash. Give it to pdfmake with a font `Paper` (normal, bold). */
export function statementPdf(paper: Paper): PdfPart {
  return {
    pageSize: 'A4',
    pageMargins: [42, 46, 42, 52],
    defaultStyle: { font: 'Paper', fontSize: 9, lineHeight: 1.15 },
    info: { title: `${printable(paper.title)} ${paper.name}` },
    content: [
      { text: paper.title, bold: true, fontSize: 18, alignment: 'center', margin: [0, 0, 0, 6] },
      ...paper.blocks.flatMap(blockOf),
    ],
    // A title stays with what it is the title of.
    pageBreakBefore: (node: { headlineLevel?: number }, around: { getFollowingNodesOnPage(): unknown[] }): boolean =>
      node.headlineLevel === 1 && around.getFollowingNodesOnPage().length === 0,
    footer: (page: number, pages: number): PdfPart => ({
      margin: [42, 14, 42, 0],
      columns: [
        { text: printable(paper.footer), fontSize: 6.5, color: '#555555', width: '*' },
        { text: `第 ${page} 页\u3000共 ${pages} 页`, fontSize: 8, alignment: 'right', width: 90 },
      ],
    }),
  };
}

const titleOf = (title: string): PdfPart => ({
  text: title,
  bold: true,
  fontSize: 11,
  margin: [0, 9, 0, 3],
  headlineLevel: 1,
});
const layout = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  hLineColor: () => '#888888',
  vLineColor: () => '#888888',
  paddingTop: () => 2.5,
  paddingBottom: () => 2.5,
};

function blockOf(block: PaperBlock): PdfPart[] {
  switch (block.kind) {
    case 'pairs':
      return [titleOf(block.title), pairs(block.pairs)];
    case 'table':
      return [
        titleOf(block.title),
        ...(block.note === undefined ? [] : [{ text: block.note, color: '#555555', margin: [0, 0, 0, 3] }]),
        block.rows.length === 0 ? { text: block.empty } : table(block.head, block.rows),
      ];
    case 'signatures':
      return [signatures(block.places)];
  }
}

function pairs(given: readonly (readonly [string, PaperCell])[]): PdfPart {
  return {
    table: {
      widths: [92, '*'],
      body: given.map(([label, cell]) => [
        { text: printable(label), fillColor: '#f2f4f7' },
        { text: cellText(cell), bold: 'amount' in cell },
      ]),
    },
    layout,
  };
}

/** Amounts are as wide as they need; the last text takes what is left. */
function table(head: readonly string[], rows: readonly (readonly PaperCell[])[]): PdfPart {
  const amounts = new Set(rows.flatMap((row) => row.flatMap((cell, index) => ('amount' in cell ? [index] : []))));
  const widths = head.length > 4 ? [88, 48, 62, 62, 40] : [];
  const widthOf = (index: number) => widths[index] ?? (head.length > 4 || !amounts.has(index) ? '*' : 74);
  return {
    table: {
      headerRows: 1,
      dontBreakRows: false,
      widths: head.map((_name, index) => widthOf(index)),
      body: [
        head.map((name) => ({ text: name, bold: true, fillColor: '#f2f4f7' })),
        ...rows.map((row) => row.map(cellOf)),
      ],
    },
    layout,
  };
}

/** Room to sign, stamp and date for each side; never parted from its own lines. */
function signatures(places: readonly string[]): PdfPart {
  const lines = [
    '经办人（签字）：',
    '负责人（签字）：',
    '日期：\u3000\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日',
  ];
  return {
    unbreakable: true,
    margin: [0, 16, 0, 0],
    table: {
      widths: places.map(() => '*'),
      body: [
        places.map((place) => ({
          stack: [{ text: place, bold: true }, ...lines.map((text) => ({ text, margin: [0, 16, 0, 0] }))],
          margin: [2, 2, 2, 8],
        })),
      ],
    },
    layout,
  };
}
