import { mayRecord, sideOf, type ContractView } from '@weibao/messages';
import { Checkbox } from 'antd';
import { recordingWords } from '../i18n/recording-words.js';
import { useWords } from '../i18n/language.js';
import { useSession } from '../session/session.js';
import type { Draft } from './draft.js';

interface SealSaysProps {
  draft: Draft;
  contract: ContractView;
  signed: boolean;
  onChange(signed: boolean): void;
}

/** What the hospital's seal on the paper that is filed does besides filing it. */
export function SealSays({ draft, contract, signed, onChange }: SealSaysProps) {
  const words = useWords(recordingWords);
  const session = useSession();
  const side = sideOf(session, contract.parties);
  if (draft['stamped'] !== true) return null;
  switch (draft['document']) {
    case 'backup-slip':
      return <p className="seal-says">◆ {side === 'hospital' ? words.slipSigns : words.slipWaits}</p>;
    case 'demand-acceptance':
      return <p className="seal-says">◆ {side === 'hospital' ? words.slipAccepts : words.slipWaits}</p>;
    case 'inspection-report':
      if (!mayRecord('duty.signed', session.role, side) || (draft['about'] ?? '') === '') return null;
      return (
        <p className="seal-says">
          <Checkbox checked={signed} onChange={({ target }) => onChange(target.checked)} data-signs>
            {words.signsInspection}
          </Checkbox>
        </p>
      );
    default:
      return null;
  }
}

/** Whether a form is one whose tick signs the inspection, too. */
export const signsInspection = ({ document, stamped, about }: Draft): boolean =>
  document === 'inspection-report' && stamped === true && (about ?? '') !== '';
