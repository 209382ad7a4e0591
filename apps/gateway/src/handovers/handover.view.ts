import { formatInstant } from '@weibao/exchange';
import type { Handover, Signer } from './handover.repository.js';

const person = ({ account, nameZh, nameEn, atMs }: Signer) => ({ account, nameZh, nameEn, at: formatInstant(atMs) });
const moment = (ms: number | null): string | null => (ms === null ? null : formatInstant(ms));

const stateOf = ({ takenBackAtMs, takenOver, recordedAtMs }: Handover) => {
  if (takenBackAtMs !== null) return 'taken-back';
  if (takenOver === null) return 'waiting';
  return recordedAtMs === null ? 'recording' : 'taken-over';
};

const signatures = (sheet: Handover) => ({
  id: sheet.id,
  state: stateOf(sheet),
  handedOver: person(sheet.handedOver),
  until: formatInstant(sheet.untilMs),
  contracts: sheet.contracts,
  takenOver: sheet.takenOver && person(sheet.takenOver),
  takenBackAt: moment(sheet.takenBackAtMs),
});

/** A sheet in a list, without what it says. */
export const handoverSummary = (sheet: Handover) => ({
  ...signatures(sheet),
  open: sheet.items.open.length,
  due: sheet.items.due.length,
});

export const handoverSheet = (sheet: Handover) => ({
  ...signatures(sheet),
  items: sheet.items,
  notes: sheet.notes,
  remark: sheet.remark,
  erasedAt: moment(sheet.erasedAtMs),
});
