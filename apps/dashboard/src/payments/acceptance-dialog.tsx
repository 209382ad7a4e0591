import type { AcceptanceRecord } from '@weibao/exchange';
import { Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { FileField } from '../evidence/file-field.js';
import { useUploads } from '../evidence/use-uploads.js';
import { Refused } from '../frame/refused.js';
import { documentWords } from '../i18n/document-words.js';
import { useWords } from '../i18n/language.js';
import { paymentWords } from '../i18n/payment-words.js';
import { Field } from './field.js';
import { useRecordFact } from './use-record-fact.js';

interface AcceptanceDialogProps {
  contract: string;
  type: 'acceptance.held' | 'acceptance.reheld';
  acceptance: AcceptanceRecord;
  onClose(): void;
}

/** The hospital's ruling on a year; one that differs from the computed criteria carries its reason; the report as it was signed may go with it. */
export function AcceptanceDialog({ contract, type, acceptance, onClose }: AcceptanceDialogProps) {
  const { actions } = useWords(paymentWords);
  const files = useWords(documentWords);
  const { record, sending, refusal } = useRecordFact(contract);
  const uploads = useUploads(contract);
  const [passed, setPassed] = useState<boolean | null>(null);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const { year, criteriaMet } = acceptance;
  const title = type === 'acceptance.held' ? actions.accept : actions.reaccept;
  const against = passed !== null && criteriaMet !== null && passed !== criteriaMet;
  const filesFault = uploads.busy ? files.waitForFiles : uploads.failed ? files.failedFiles : undefined;
  const noteFault = against && note.trim() === '';
  const criteria = criteriaMet === null ? '? ' : criteriaMet ? '✓ ' : '✕ ';
  const { met, missed, unknown } = actions.criteria;

  async function submit() {
    setTried(true);
    if (passed === null || noteFault || filesFault !== undefined) return;
    const fact = { type, year, passed, ...(note.trim() === '' ? {} : { note: note.trim() }), ...uploads.named() };
    if (await record({ fact }, `${title} ${actions.yearOf(String(year))}`)) onClose();
  }

  return (
    <Modal
      open
      title={`${title} · ${actions.yearOf(String(year))}`}
      okText={actions.save}
      okButtonProps={{ disabled: passed === null }}
      cancelText={actions.cancel}
      confirmLoading={sending}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      {refusal !== null && <Refused error={refusal} title={actions.refused(title)} />}
      <p>
        {criteria}
        {criteriaMet === null ? unknown : criteriaMet ? met : missed}
      </p>
      <Radio.Group
        aria-label={actions.verdict}
        value={passed}
        onChange={(event) => setPassed(event.target.value as boolean)}
        options={[
          { value: true, label: `✓ ${actions.passed}` },
          { value: false, label: `✕ ${actions.failed}` },
        ]}
      />
      <Field
        id="acceptance-note"
        label={actions.reason}
        hint={actions.reasonWhenAgainst}
        fault={tried && noteFault ? actions.reasonNeeded : null}
      >
        <Input.TextArea id="acceptance-note" rows={3} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
      <FileField uploads={uploads} fault={tried ? filesFault : undefined} />
    </Modal>
  );
}
