import type { RecordedFact } from '@weibao/messages';
import type { ProofForm } from './duty-proofs.js';

/** Whether the hospital has signed or confirmed a record, and the form to do so while it has not. */
export interface Signature {
  /** What the record is called: its own key, or the kind of document. */
  name?: string;
  signedAt?: string;
  /** Who signed, and in which role. */
  signedBy?: { account: string; role: string | null };
  form?: ProofForm;
}

type Fields = { type: string } & Record<string, unknown>;

/** An inspection or a piece of work is signed by its own key, a document confirmed by its kind and what it is for; nothing else is signed. */
export function signatureOf(recorded: RecordedFact, signatures: readonly RecordedFact[]): Signature | null {
  const fact = recorded.fact as Fields;
  const text = (name: string) => (typeof fact[name] === 'string' ? fact[name] : undefined);
  const standing = signatures.filter(({ withdrawn }) => !withdrawn);
  if (fact.type === 'document.filed') {
    const [document, about] = [text('document'), text('about')];
    const found = standing.find(({ fact: other }) => {
      return other.type === 'document.confirmed' && other.document === document && other.about === about;
    });
    const known = { ...(document === undefined ? {} : { document }), ...(about === undefined ? {} : { about }) };
    return made(document, found, { type: 'document.confirmed', known });
  }
  const key =
    fact.type === 'inspection.ended' ? text('inspection') : fact.type === 'duty.done' ? text('duty') : undefined;
  if (key === undefined) return null;
  // A vendor cannot sign for the hospital.
  const found = standing.find(
    ({ fact: other, by }) => other.type === 'duty.signed' && other.duty === key && by !== 'vendor',
  );
  return made(key, found, { type: 'duty.signed', known: { duty: key } });
}

const made = (name: string | undefined, found: RecordedFact | undefined, form: ProofForm): Signature => ({
  ...(name === undefined ? {} : { name }),
  ...(found ? { signedAt: found.at } : { form }),
  ...(found && found.account !== null ? { signedBy: { account: found.account, role: found.role } } : {}),
});
