import type { DutySignatures } from '@weibao/exchange';
import { dutyWords } from '../i18n/duty-words.js';
import { useWords } from '../i18n/language.js';
import { instantMs, momentOf } from '../time/moments.js';

/** How both sides stand to what was done: the vendor by its own entry, the hospital by its signature. */
export function DutySignatureLines({ signatures }: { signatures: DutySignatures }) {
  const words = useWords(dutyWords);
  const { asked, vendorAt, hospitalAt } = signatures;
  const at = (instant: string) => `✓ ${momentOf(instantMs(instant)).slice(0, 16)}`;
  return (
    <dl className="duty-lines" data-signatures={hospitalAt === null ? 'open' : 'signed'}>
      <div>
        <dt>{words.vendorSigned}</dt>
        <dd>{vendorAt === null ? '–' : at(vendorAt)}</dd>
      </div>
      <div>
        <dt>{words.hospitalSigned}</dt>
        <dd>{hospitalAt !== null ? at(hospitalAt) : `◇ ${asked ? words.notYetSignedAsked : words.notYetSigned}`}</dd>
      </div>
    </dl>
  );
}
