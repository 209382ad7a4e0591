import { paperKinds, type DocumentView, type PaperKind } from '@weibao/messages';

export const paperAddress = (contract: string, kind: PaperKind, subject: string): string =>
  `/papers/${[contract, kind, subject].map(encodeURIComponent).join('/')}`;

/** Where the paper of a document is printed; null for what has no paper of ours. */
export function paperOf({ contract, documents, about }: DocumentView): string | null {
  const kind = paperKinds.find((one) => documents.includes(one));
  return kind === undefined || about === null ? null : paperAddress(contract, kind, about);
}
