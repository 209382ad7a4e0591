import type { History, Known, KnownOf } from './history.js';

/** Papers whose seal of the hospital is itself what the contract waits for: nobody records the same a second time. */
type SigningPaper = 'backup-slip' | 'demand-acceptance';

export interface SealedPaper {
  filed: KnownOf<'document.filed'>;
  /** By what the hospital stands behind it: its own filing of the sealed paper, or its confirmation of the vendor's. */
  signed: Known;
}

/** The papers of a kind about one thing that bear the hospital's seal, earliest first. The vendor cannot say for the hospital that it sealed one. */
export function sealedPapers(history: History, kind: SigningPaper, about: string): SealedPaper[] {
  const filings = history.grouped('document.filed', 'about').get(about) ?? [];
  return filings.flatMap((filed): SealedPaper[] => {
    if (filed.document !== kind || filed.stamped !== true) return [];
    if (filed.by !== 'vendor' || history.isConfirmed(filed)) return [{ filed, signed: filed }];
    const signed = (history.grouped('document.confirmed', 'about').get(about) ?? []).find(
      (fact) => fact.document === kind && fact.by !== 'vendor' && fact.atMs >= filed.atMs,
    );
    return signed ? [{ filed, signed }] : [];
  });
}

/**
 * HP-9.1-M4, H-20: the slip (备份执行确认单) by which the hospital signed for a backup: the entry itself where it says so, else the sealed slip of its
 * day or month. A slip signs what stood on it: a backup that was recorded after the slip was filed did not.
 */
export function slipOf(history: History, backup: KnownOf<'backup.finished'>): Known | null {
  if (backup.confirmed === true) return backup;
  const slips = [backup.day, backup.day.slice(0, 7)].flatMap((about) => sealedPapers(history, 'backup-slip', about));
  const found = slips.find(({ filed }) => filed.atMs >= backup.atMs && filed.knownMs >= backup.knownMs);
  return found?.signed ?? null;
}
