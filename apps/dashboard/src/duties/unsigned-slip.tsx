import type { ContractView, DutyView } from '@weibao/messages';
import { Button } from 'antd';
import { Link } from 'react-router';
import { dutyWords } from '../i18n/duty-words.js';
import { useWords } from '../i18n/language.js';
import { paperAddress } from '../sheets/paper-address.js';
import { useContractsFor, type OpenForm } from '../recording/record-form.js';
import { kindOf } from './duty-proofs.js';

interface UnsignedSlipProps {
  duty: DutyView;
  contract: ContractView;
  onRecord(form: OpenForm): void;
}

/** A backup that was made and whose slip nobody has signed: the slip of its day or month to print, and the form that files it with its seals. */
export function UnsignedSlip({ duty, contract, onRecord }: UnsignedSlipProps) {
  const words = useWords(dutyWords);
  const mayFile = useContractsFor([contract])('document.filed').length > 0;
  const { asked, hospitalAt } = duty.proof.signatures;
  const day = duty.period;
  if (kindOf(duty) !== 'backup' || day === undefined || duty.doneAt === null || !asked || hospitalAt !== null)
    return null;
  return (
    <section className="unsigned-slip" data-unsigned-slip={day}>
      <p>
        ◇ {words.slipUnsigned}{' '}
        <Link to={paperAddress(contract.contract, 'backup-slip', day)}>{words.printSlip(day)}</Link> ·{' '}
        <Link to={paperAddress(contract.contract, 'backup-slip', day.slice(0, 7))}>
          {words.printSlip(day.slice(0, 7))}
        </Link>
      </p>
      {mayFile && (
        <Button
          data-file-slip
          onClick={() =>
            onRecord({
              type: 'document.filed',
              known: { document: 'backup-slip', about: day, stamped: true },
              contracts: [contract],
            })
          }
        >
          {words.fileSlip}
        </Button>
      )}
    </section>
  );
}
