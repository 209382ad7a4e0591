import type { DutyStatus } from '@weibao/exchange';
import type { DocumentView } from '@weibao/messages';

export type DocumentState = DutyStatus | 'unowed';
export const stateOf = ({ status }: DocumentView): DocumentState => status ?? 'unowed';

/** A shape beside the word and the colour of each state. */
const shapes: Record<DocumentState, string> = {
  overdue: '■',
  due: '○',
  late: '▲',
  done: '✓',
  upcoming: '·',
  'not-recorded': '–',
  unowed: '✓',
};
export const shapeOf = (document: DocumentView): string => shapes[stateOf(document)];

export const isOpen = ({ status }: DocumentView): boolean => status === 'overdue' || status === 'due';

export type DocumentFilter = 'open' | 'filed' | 'all';
export const documentFilters = ['open', 'filed', 'all'] as const satisfies readonly DocumentFilter[];

export const fits = (document: DocumentView, filter: DocumentFilter): boolean =>
  filter === 'all' || (filter === 'open' ? isOpen(document) : document.filings.length > 0);
