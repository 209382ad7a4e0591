import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Skeleton } from 'antd';
import { useState } from 'react';
import { Refused } from '../frame/refused.js';
import { draftQuery, type HandoverSheet } from '../http/handover-queries.js';
import { ApiError, ask } from '../http/http.js';
import { handoverWords } from '../i18n/handover-words.js';
import { useWords } from '../i18n/language.js';
import { newCommandId } from '../outbox/outbox.js';
import { instantMs, instantOf, momentOf } from '../time/moments.js';
import { HandoverLists } from './handover-items.js';

const MOMENT = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})$/;

/** What is typed as the end: an instant, null for the server's own, `bad` for what cannot be read. */
export function typedEnd(text: string): string | null | 'bad' {
  const typed = text.trim().replaceAll('：', ':');
  if (typed === '') return null;
  const [, date, time] = MOMENT.exec(typed) ?? [];
  const ms = Date.parse(`${date}T${time}:00+08:00`);
  return Number.isNaN(ms) ? 'bad' : instantOf(ms);
}

/** The sheet before it is signed. What is signed are the server's lists at that moment, which may be a little newer than these. */
export function SignOutForm() {
  const words = useWords(handoverWords);
  const { notification } = App.useApp();
  const client = useQueryClient();
  const [notes, setNotes] = useState('');
  const [end, setEnd] = useState('');
  const [commandId, setCommandId] = useState(newCommandId);
  const until = typedEnd(end);
  const { data, error } = useQuery(draftQuery(until === 'bad' ? null : until));
  const sign = useMutation({
    mutationFn: () =>
      ask<HandoverSheet>('/api/handovers', {
        method: 'POST',
        body: { notes: notes.trim(), until: data?.until }, // the end that stands above the lists
        headers: { 'idempotency-key': commandId },
      }),
    onSuccess: () => {
      setNotes('');
      setEnd('');
      notification.success({ title: words.signed, duration: 5, placement: 'bottomRight' });
    },
    onSettled: (_answer, failure) => {
      // Undelivered, it may have been signed: the next click sends the same command.
      if (!(failure instanceof ApiError && failure.undelivered)) setCommandId(newCommandId());
      return client.invalidateQueries({ queryKey: ['handovers'] });
    },
  });
  return (
    <section className="card" aria-label={words.now} data-draft>
      <h2>{words.now}</h2>
      {error && <Refused error={error} />}
      {data ? <HandoverLists items={data.items} until={data.until} /> : !error && <Skeleton active />}
      <div className="handover-fields">
        <div>
          <label htmlFor="handover-until">{words.until}</label>
          <Input
            id="handover-until"
            value={end}
            placeholder={data && momentOf(instantMs(data.until)).slice(0, 16)}
            autoComplete="off"
            status={until === 'bad' ? 'error' : ''}
            aria-describedby="handover-until-hint"
            onChange={(event) => setEnd(event.target.value)}
          />
          <small id="handover-until-hint" role={until === 'bad' ? 'alert' : undefined}>
            {until === 'bad' ? words.untilBad : words.untilHint}
          </small>
        </div>
        <div>
          <label htmlFor="handover-notes">{words.notes}</label>
          <Input.TextArea
            id="handover-notes"
            value={notes}
            maxLength={4000}
            autoSize={{ minRows: 3, maxRows: 10 }}
            aria-describedby="handover-notes-hint"
            onChange={(event) => setNotes(event.target.value)}
          />
          <small id="handover-notes-hint">{words.notesHint}</small>
        </div>
      </div>
      {sign.error && <Refused error={sign.error} />}
      <Button
        type="primary"
        data-sign-out
        disabled={!data || until === 'bad'}
        loading={sign.isPending}
        onClick={() => sign.mutate()}
      >
        {words.sign}
      </Button>
    </section>
  );
}
