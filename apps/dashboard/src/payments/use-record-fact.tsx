import { useQueryClient } from '@tanstack/react-query';
import type { RecordableFact } from '@weibao/messages';
import { App } from 'antd';
import { useSending } from '../frame/use-sending.js';
import { paymentWords } from '../i18n/payment-words.js';
import { useWords } from '../i18n/language.js';
import { useSend } from '../outbox/outbox-provider.js';

/** What is sent: a new fact, or the withdrawal of one that stands. */
export type Recording = { fact: RecordableFact } | { withdraw: string; note: string };

/**
 * Records one thing for a dialog: one at a time, under a command id that stays its own until the server has decided (outbox), so that a second
 * click does nothing twice. `record` answers whether it was stored; if not, `refusal` holds the reason for the dialog to show.
 */
export function useRecordFact(contract: string) {
  const words = useWords(paymentWords);
  const { notification } = App.useApp();
  const client = useQueryClient();
  const send = useSend();
  const { sending, refusal, attempt } = useSending();

  function record(recording: Recording, label: string): Promise<boolean> {
    const command =
      'fact' in recording
        ? { path: '/records', body: { fact: recording.fact } }
        : { path: `/facts/${encodeURIComponent(recording.withdraw)}/withdraw`, body: { note: recording.note } };
    return attempt(async () => {
      await send({ contract, ...command, label });
      notification.success({ title: words.actions.saved(label), duration: 4, placement: 'bottomRight' });
      // The stream brings the new outcome; this is for a line that happens to be cut.
      void client.invalidateQueries({ queryKey: ['outcome', contract] });
    });
  }
  return { record, sending, refusal };
}
