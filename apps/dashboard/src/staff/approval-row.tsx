import type { ApprovalView, ContractView } from '@weibao/messages';
import { Button } from 'antd';
import { useWords } from '../i18n/language.js';
import { ledgerWords } from '../i18n/ledger-words.js';
import { recordingWords } from '../i18n/recording-words.js';
import { staffWords } from '../i18n/staff-words.js';
import { useContractsFor, type OpenForm } from '../recording/record-form.js';
import { instantMs, momentOf } from '../time/moments.js';

const shapes: Record<ApprovalView['status'], string> = { asked: '○', given: '✓', refused: '✕' };

interface ApprovalRowProps {
  approval: ApprovalView;
  contract: ContractView;
  onRecord(form: OpenForm): void;
}

/** What was asked of the hospital and what it said; its people decide from here. */
export function ApprovalRow({ approval, contract, onRecord }: ApprovalRowProps) {
  const words = useWords(staffWords);
  const recording = useWords(recordingWords);
  const sides = useWords(ledgerWords).sides;
  const contractsFor = useContractsFor([contract]);
  const { kind, about, status, askedAt, askedBy, decidedAt, account, note } = approval;
  const minute = (instant: string) => momentOf(instantMs(instant)).slice(0, 16);
  const known = {
    approval: approval.approval,
    ...(kind === null ? {} : { kind }),
    ...(about === null ? {} : { about }),
  };
  return (
    <li data-approval={approval.approval} data-state={status}>
      <b className={`state ${status}`}>{`${shapes[status]} ${words.decided[status]}`}</b>
      <div>
        <strong>{kind === null ? approval.approval : (recording.options[kind] ?? kind)}</strong>{' '}
        {about === null ? words.aboutNothing : words.about(about)}
        <small>
          {[
            approval.approval,
            ...(askedAt === null ? [] : [words.asked(minute(askedAt), sides[askedBy ?? ''] ?? '')]),
            ...(decidedAt === null ? [] : [minute(decidedAt)]),
            ...(account === null ? [] : [account]),
          ].join(' · ')}
        </small>
        {note !== null && <p>{note}</p>}
      </div>
      <span className="actions">
        {status === 'asked' && contractsFor('approval.given').length > 0 && (
          <>
            <Button
              type="primary"
              data-approve={approval.approval}
              onClick={() => onRecord({ type: 'approval.given', known, contracts: [contract] })}
            >
              {words.approve}
            </Button>
            <Button
              data-refuse={approval.approval}
              onClick={() =>
                onRecord({ type: 'approval.refused', known: { approval: approval.approval }, contracts: [contract] })
              }
            >
              {words.refuse}
            </Button>
          </>
        )}
      </span>
    </li>
  );
}
