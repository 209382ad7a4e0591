import type { IncidentDetail } from '@weibao/messages';
import { App, Input, Modal } from 'antd';
import { useState } from 'react';
import { Refused } from '../frame/refused.js';
import { useSending } from '../frame/use-sending.js';
import { deskWords } from '../i18n/desk-words.js';
import { useWords } from '../i18n/language.js';
import { useSend } from '../outbox/outbox-provider.js';
import { useFactTitle } from './timeline.js';

interface WithdrawDialogProps {
  contract: string;
  entry: IncidentDetail['history'][number];
  onClose(): void;
}

/** Takes one record back, with a reason; the record and the reason both stay. */
export function WithdrawDialog({ contract, entry, onClose }: WithdrawDialogProps) {
  const words = useWords(deskWords);
  const { notification } = App.useApp();
  const send = useSend();
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const { sending, refusal, attempt } = useSending();
  const title = useFactTitle()(entry.type);

  async function withdraw() {
    setTried(true);
    if (note.trim() === '') return;
    await attempt(async () => {
      const path = `/facts/${encodeURIComponent(entry.id)}/withdraw`;
      await send({ contract, path, body: { note: note.trim() }, label: words.withdrawTitle(title) });
      notification.success({ title: words.withdrawDone, placement: 'bottomRight' });
      onClose();
    });
  }

  return (
    <Modal
      open
      title={words.withdrawTitle(title)}
      okText={words.withdraw}
      confirmLoading={sending}
      onOk={() => void withdraw()}
      onCancel={onClose}
    >
      <p>{words.withdrawText}</p>
      <label htmlFor="reason">{words.reason}</label>
      <Input
        id="reason"
        autoFocus
        value={note}
        status={tried && note.trim() === '' ? 'error' : ''}
        onChange={(event) => setNote(event.target.value)}
        onPressEnter={() => void withdraw()}
      />
      {tried && note.trim() === '' && (
        <p className="fault" role="alert">
          {words.reasonMissing}
        </p>
      )}
      {refusal !== null && <Refused error={refusal} />}
    </Modal>
  );
}
