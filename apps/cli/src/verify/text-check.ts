import { freeTextFields, type ExportedFact } from '@weibao/exchange';
import { createHash } from 'node:crypto';

export type TextFaultKind = 'text-bent' | 'text-missing' | 'text-inserted';

export interface TextChecked {
  faults: { kind: TextFaultKind; field: string }[];
  erased: { field: string; at: string; reason: string }[];
  withheld: string[];
}

export function saltedHash(saltHex: string, text: string): string {
  return `sha256:${createHash('sha256').update(Buffer.from(saltHex, 'hex')).update(text, 'utf8').digest('hex')}`;
}

/** Compares the free texts beside a fact with the salted hashes in its body. What is gone has to be marked as erased or withheld. */
export function checkTexts(line: ExportedFact, body: Readonly<Record<string, unknown>>): TextChecked {
  const checked: TextChecked = { faults: [], erased: [], withheld: [] };
  for (const field of freeTextFields) {
    const hash = body[field];
    if (typeof hash !== 'string') continue;
    const { [field]: text } = line.texts;
    const erased = line.erased[field];
    if (text !== undefined) {
      if (saltedHash(line.salts[field] ?? '', text) !== hash) checked.faults.push({ kind: 'text-bent', field });
    } else if (erased) checked.erased.push({ field, ...erased });
    else if (line.withheld.includes(field)) checked.withheld.push(field);
    else checked.faults.push({ kind: 'text-missing', field });
  }
  const known: readonly string[] = freeTextFields.filter((field) => typeof body[field] === 'string');
  for (const field of Object.keys(line.texts))
    if (!known.includes(field)) checked.faults.push({ kind: 'text-inserted', field });
  return checked;
}
