import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { IncidentDetail } from '@weibao/messages';
import { App, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { Refused } from '../frame/refused.js';
import { ask } from '../http/http.js';
import { incidentQuery } from '../http/queries.js';
import { eraseWords } from '../i18n/erase-words.js';
import { useWords } from '../i18n/language.js';
import { textsOf, type TextField } from './erasable-texts.js';
import { useFactTitle } from './timeline.js';

type Entry = IncidentDetail['history'][number];

/** Erases one free text with a reason. It is no fact and comes by no stream: the page asks again. */
export function EraseDialog({ incident, entry, onClose }: { incident: IncidentDetail; entry: Entry; onClose(): void }) {
  const words = useWords(eraseWords);
  const client = useQueryClient();
  const { notification } = App.useApp();
  const titleOf = useFactTitle();
  const texts = textsOf(entry);
  const [field, setField] = useState(texts[0]);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const erase = useMutation({
    mutationFn: () =>
      ask(`/api/contracts/${encodeURIComponent(incident.contract)}/facts/${encodeURIComponent(entry.id)}/erase`, {
        method: 'POST',
        body: { field, reason: reason.trim() },
      }),
    onSuccess: () => {
      notification.success({ title: words.done, placement: 'bottomRight' });
      onClose();
      return client.invalidateQueries({ queryKey: incidentQuery(incident.contract, incident.incident).queryKey });
    },
  });
  const lacksReason = tried && reason.trim() === '';
  return (
    <Modal
      open
      title={words.title(titleOf(entry.type))}
      okText={words.confirm}
      okButtonProps={{ danger: true }}
      cancelText={words.cancel}
      confirmLoading={erase.isPending}
      onOk={() => {
        setTried(true);
        if (reason.trim() !== '') erase.mutate();
      }}
      onCancel={onClose}
    >
      <p>{words.text}</p>
      {texts.length > 1 && (
        <Radio.Group
          aria-label={words.which}
          value={field}
          onChange={({ target }) => setField(target.value as TextField)}
          options={texts.map((value) => ({ value, label: words.fields[value] }))}
        />
      )}
      <p>
        <label htmlFor="erase-reason">{words.reason}</label>
        <Input
          id="erase-reason"
          autoFocus
          value={reason}
          status={lacksReason ? 'error' : ''}
          onChange={(event) => setReason(event.target.value)}
        />
      </p>
      {lacksReason && (
        <p className="fault" role="alert">
          {words.reasonMissing}
        </p>
      )}
      {erase.error && <Refused error={erase.error} />}
    </Modal>
  );
}
