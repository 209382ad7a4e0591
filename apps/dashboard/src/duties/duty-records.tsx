import { useQuery } from '@tanstack/react-query';
import type { ContractView, DutyView, RecordedFact, Role } from '@weibao/messages';
import { Button, Skeleton } from 'antd';
import { Refused } from '../frame/refused.js';
import { dutyWords } from '../i18n/duty-words.js';
import { useWords } from '../i18n/language.js';
import { frameWords } from '../i18n/frame-words.js';
import { ledgerWords } from '../i18n/ledger-words.js';
import { recordingWords } from '../i18n/recording-words.js';
import { useContractsFor, type OpenForm } from '../recording/record-form.js';
import { recordsAboutQuery, recordsQuery } from '../recording/records-query.js';
import { instantMs, momentOf } from '../time/moments.js';
import { proofFormsOf } from './duty-proofs.js';
import { signatureOf, type Signature } from './signatures.js';

interface DutyRecordsProps {
  duty: DutyView;
  contract: ContractView;
  onRecord(form: OpenForm): void;
}

/** What was recorded towards this duty, and beside each entry whether the hospital has signed or confirmed it, or the form to do so. */
export function DutyRecords({ duty, contract, onRecord }: DutyRecordsProps) {
  const words = useWords(dutyWords);
  const about = duty.period ?? duty.subject ?? '';
  const found = useQuery(recordsAboutQuery(contract.contract, about));
  const signed = useQuery(recordsQuery(contract.contract, 'duty.signed,document.confirmed'));
  if (found.error) return <Refused error={found.error} />;
  if (!found.data) return <Skeleton active title={false} paragraph={{ rows: 2 }} />;
  const own = found.data.filter((recorded) => proves(duty, recorded));
  if (own.length === 0) return null;
  return (
    <section className="duty-records" aria-label={words.records}>
      <h3>{words.records}</h3>
      <ul>
        {own.map((recorded) => (
          <DutyRecord
            key={recorded.id}
            recorded={recorded}
            signature={signed.data ? signatureOf(recorded, signed.data.facts) : null}
            contract={contract}
            onRecord={onRecord}
          />
        ))}
      </ul>
    </section>
  );
}

interface DutyRecordProps {
  recorded: RecordedFact;
  signature: Signature | null;
  contract: ContractView;
  onRecord(form: OpenForm): void;
}

function DutyRecord({ recorded, signature, contract, onRecord }: DutyRecordProps) {
  const words = useWords(dutyWords);
  const recording = useWords(recordingWords);
  const sides = useWords(ledgerWords).sides;
  const { roles } = useWords(frameWords);
  const contractsFor = useContractsFor([contract]);
  const mine = signature?.form && contractsFor(signature.form.type).length > 0 ? signature.form : null;
  return (
    <li data-record={recorded.id}>
      <span>
        {momentOf(instantMs(recorded.at)).slice(0, 16)} {recording.types[recorded.type] ?? recorded.type}
        {signature?.name !== undefined && <b> {recording.options[signature.name] ?? signature.name}</b>}
        {recorded.by !== null && ` · ${sides[recorded.by] ?? recorded.by}`}
      </span>
      {signature?.signedAt !== undefined && (
        <small className="signed">
          ✓ {words.signedAt(momentOf(instantMs(signature.signedAt)).slice(0, 16))}
          {signature.signedBy &&
            ` · ${[roles[signature.signedBy.role as Role], signature.signedBy.account].filter(Boolean).join(' ')}`}
        </small>
      )}
      {signature?.form && <small>◇ {words.notSigned}</small>}
      {mine && (
        <Button
          size="small"
          data-sign={mine.type}
          onClick={() => onRecord({ type: mine.type, known: mine.known, contracts: [contract] })}
        >
          {recording.types[mine.type]}
        </Button>
      )}
    </li>
  );
}

/** Whether a record is of the kind that the duty asks for. */
function proves(duty: DutyView, { fact }: RecordedFact): boolean {
  return proofFormsOf(duty).some(({ type, known }) => {
    if (type !== fact.type) return false;
    const wanted = known['document'] ?? known['kind'];
    const { document, kind } = fact as { document?: string; kind?: string };
    return wanted === undefined || wanted === (document ?? kind);
  });
}
