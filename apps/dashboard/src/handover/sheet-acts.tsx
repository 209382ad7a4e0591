import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { Refused } from '../frame/refused.js';
import type { HandoverSheet } from '../http/handover-queries.js';
import { ask } from '../http/http.js';
import { handoverWords } from '../i18n/handover-words.js';
import { useWords } from '../i18n/language.js';
import { mayEraseHandovers, useSession } from '../session/session.js';

type Act = { method: 'POST' | 'DELETE'; path: string; body?: object; done?: string };

/** The signature that is missing, or what may be taken back or erased. Each act is safe to repeat: the server does it once. */
export function SheetActs({ sheet }: { sheet: HandoverSheet }) {
  const words = useWords(handoverWords);
  const { account, role } = useSession();
  const { notification } = App.useApp();
  const client = useQueryClient();
  const [remark, setRemark] = useState('');
  const act = useMutation({
    mutationFn: ({ method, path, body }: Act) =>
      ask(`/api/handovers/${encodeURIComponent(sheet.id)}/${path}`, { method, ...(body ? { body } : {}) }),
    onSuccess: (_answer, { done }) => {
      if (done !== undefined) notification.success({ title: done, duration: 5, placement: 'bottomRight' });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['handovers'] }),
  });
  const isOwn = sheet.handedOver.account === account;
  const takeOver: Act = { method: 'POST', path: 'take-over', body: { remark: remark.trim() }, done: words.done };
  return (
    <div className="no-print handover-acts">
      {act.error && <Refused error={act.error} />}
      {sheet.state === 'waiting' && isOwn && (
        <section className="card">
          <p>{words.ownWaits}</p>
          <Popconfirm
            title={words.takeBackAsk}
            okText={words.takeBack}
            cancelText={words.cancel}
            onConfirm={() => act.mutate({ method: 'POST', path: 'take-back', body: {} })}
          >
            <Button danger>{words.takeBack}</Button>
          </Popconfirm>
        </section>
      )}
      {sheet.state === 'waiting' && !isOwn && (
        <section className="card" aria-label={words.takeOver}>
          <label htmlFor="handover-remark">{words.remark}</label>
          <Input.TextArea
            id="handover-remark"
            value={remark}
            maxLength={4000}
            autoSize={{ minRows: 2, maxRows: 8 }}
            placeholder={words.remarkHint}
            onChange={(event) => setRemark(event.target.value)}
          />
          <p>{words.takeOverWhy}</p>
          <Button type="primary" data-take-over loading={act.isPending} onClick={() => act.mutate(takeOver)}>
            {words.takeOver}
          </Button>
        </section>
      )}
      {sheet.state === 'recording' && !isOwn && (
        <section className="card">
          <p>{words.states.recording}</p>
          <Button type="primary" data-finish loading={act.isPending} onClick={() => act.mutate(takeOver)}>
            {words.finishNow}
          </Button>
        </section>
      )}
      {mayEraseHandovers(role) && sheet.erasedAt === null && (
        <Popconfirm
          title={words.eraseAsk}
          okText={words.erase}
          cancelText={words.cancel}
          onConfirm={() => act.mutate({ method: 'DELETE', path: 'texts' })}
        >
          <Button data-erase>{words.erase}</Button>
        </Popconfirm>
      )}
    </div>
  );
}
