import type { ReadingView } from '@weibao/messages';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { Refused } from '../frame/refused.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { readingName } from '../i18n/reading-name.js';
import { readingWords } from '../i18n/reading-words.js';
import { Field } from '../payments/field.js';
import { useRecordFact } from '../payments/use-record-fact.js';

interface ChooseDialogProps {
  contract: string;
  reading: ReadingView;
  value: string;
  onClose(): void;
}

/** Chooses one value of a reading, by name and with a reason. */
export function ChooseDialog({ contract, reading, value, onClose }: ChooseDialogProps) {
  const words = useWords(readingWords);
  const { language } = useLanguage();
  const { record, sending, refusal } = useRecordFact(contract);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const question = reading.questions.find(({ values }) => values.includes(value));
  const name = question ? readingName(question, value, language) : value;

  async function submit() {
    setTried(true);
    if (note.trim() === '') return;
    const fact = { type: 'reading.chosen' as const, reading: reading.option, value, note: note.trim() };
    if (await record({ fact }, words.choose(name))) onClose();
  }

  return (
    <Modal
      open
      title={`${words.chooseTitle} · ${reading.id}`}
      okText={words.save}
      cancelText={words.cancel}
      confirmLoading={sending}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      {refusal !== null && <Refused error={refusal} title={words.refused} />}
      <p>
        <b>{name}</b>
      </p>
      <p className="hint">{words.holds}</p>
      <Field id="reading-note" label={words.reason} fault={tried && note.trim() === '' ? words.reasonNeeded : null}>
        <Input.TextArea id="reading-note" rows={3} value={note} onChange={({ target }) => setNote(target.value)} />
      </Field>
    </Modal>
  );
}
