import type { DeductionRecord } from '@weibao/exchange';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { FileField } from '../evidence/file-field.js';
import { useUploads } from '../evidence/use-uploads.js';
import { Refused } from '../frame/refused.js';
import { deductionWords } from '../i18n/deduction-words.js';
import { documentWords } from '../i18n/document-words.js';
import { useWords } from '../i18n/language.js';
import { aboutLine, lineTitle, type LineDecision } from './deduction-line.js';
import { Field } from './field.js';
import { typedAmount, yuan } from './money.js';
import { useReplyDays } from './terms.js';
import { useRecordFact, type Recording } from './use-record-fact.js';

export type DecideAct = 'confirm' | 'waive' | 'dispute' | 'revoke';
const outcomes = { confirm: 'confirmed', waive: 'waived', dispute: 'disputed' } as const;

interface DecideDialogProps {
  contract: string;
  act: DecideAct;
  line: DeductionRecord;
  last: LineDecision | undefined;
  onClose(): void;
}

/** Confirms, waives, disputes a line or takes a decision back; asks for the reason where one is owed. What is typed stays until it is stored. */
export function DecideDialog({ contract, act, line, last, onClose }: DecideDialogProps) {
  const words = useWords(deductionWords);
  const { record, sending, refusal } = useRecordFact(contract);
  const [amount, setAmount] = useState('');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const uploads = useUploads(contract);
  const files = useWords(documentWords);
  const replyDays = useReplyDays();
  const filesFault = uploads.busy ? files.waitForFiles : uploads.failed ? files.failedFiles : undefined;
  const typed = typedAmount(amount);
  const amountFault = amount.trim() === '' ? act === 'confirm' && line.computed === null : typed === null;
  const reasonOwed = act !== 'confirm' || amount.trim() !== '' || last?.outcome === 'disputed';
  const noteFault = reasonOwed && note.trim() === '';
  const text = {
    confirm: words.confirmText,
    waive: words.waiveText,
    dispute: words.disputeText,
    revoke: words.revokeText,
  };

  async function submit() {
    setTried(true);
    if (amountFault || noteFault || filesFault !== undefined) return;
    if (await record(recording(), `${words[act]} ${lineTitle(line, words)}`)) onClose();
  }

  function recording(): Recording {
    if (act === 'revoke') return { withdraw: last?.id ?? '', note: note.trim() };
    return {
      fact: {
        type: 'deduction.decided',
        ...aboutLine(line),
        outcome: outcomes[act],
        ...(typed === null ? {} : { amount: typed }),
        ...(note.trim() === '' ? {} : { note: note.trim() }),
        ...uploads.named(),
      },
    };
  }

  return (
    <Modal
      open
      title={`${words[act]} · ${lineTitle(line, words)}`}
      okText={words[act]}
      cancelText={words.cancel}
      confirmLoading={sending}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      {refusal !== null && <Refused error={refusal} title={words.refused(words[act])} />}
      <p>
        <b>{line.computed === null ? words.unknown : yuan(line.computed)}</b> · {text[act]}
      </p>
      {act === 'confirm' && line.payer === 'vendor' && (
        <p className="hint" data-reply={replyDays}>
          {replyDays === undefined || replyDays === 0 ? words.noReplyPeriod : words.replyPeriod(replyDays)}
        </p>
      )}
      {act === 'confirm' && (
        <Field
          id="decide-amount"
          label={words.amountField}
          hint={line.computed === null ? undefined : words.amountHint}
          fault={tried && amountFault ? words.amountFault : null}
        >
          <Input
            id="decide-amount"
            inputMode="decimal"
            value={amount}
            placeholder={line.computed ?? ''}
            onChange={(event) => setAmount(event.target.value)}
          />
        </Field>
      )}
      <Field
        id="decide-note"
        label={act === 'dispute' ? words.statement : words.reason}
        fault={tried && noteFault ? (act === 'dispute' ? words.statementNeeded : words.reasonNeeded) : null}
      >
        <Input.TextArea
          id="decide-note"
          autoFocus
          rows={3}
          maxLength={4000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
      {act === 'dispute' && <FileField uploads={uploads} fault={tried ? filesFault : undefined} />}
    </Modal>
  );
}
