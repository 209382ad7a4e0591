import { useQueryClient } from '@tanstack/react-query';
import { recorders, type RecordableType, type Recorder } from '@weibao/messages';
import { App } from 'antd';
import { recordingWords } from '../i18n/recording-words.js';
import { useWords } from '../i18n/language.js';
import { useLive } from '../live/live-provider.js';
import { useSend } from '../outbox/outbox-provider.js';
import { useSession } from '../session/session.js';
import { instantOf } from '../time/moments.js';

/**
 * Records one fact under a command id that stays its own until the server has decided, and asks again for what it changes.
 * @throws ApiError when the server refuses it for good
 */
export function useRecord(): (
  contract: string,
  fact: Record<string, unknown>,
  about: string,
  besides?: Record<string, unknown>,
) => Promise<void> {
  const words = useWords(recordingWords);
  const { notification } = App.useApp();
  const client = useQueryClient();
  const { clock, stream } = useLive();
  const { role } = useSession();
  const send = useSend();
  return async (contract, fact, about, besides = {}) => {
    const type = fact['type'] as RecordableType;
    const recorder: Recorder = recorders[type];
    // Typed while the line is cut, it carries the moment at which it was typed; a vendor's entry would then be unconfirmed.
    const late =
      (stream.state.phase === 'cut' || !navigator.onLine) &&
      role !== 'vendor' &&
      recorder.backDated &&
      fact['at'] === undefined;
    const stamped = late ? { ...fact, at: instantOf(clock.nowMs()) } : fact;
    const label = [words.types[type] ?? type, about].filter(Boolean).join(' · ');
    await send({ contract, path: '/records', body: { fact: stamped, ...besides }, label });
    notification.success({ title: words.saved(label), duration: 4, placement: 'bottomRight' });
    void client.invalidateQueries({ queryKey: ['duties'] });
    void client.invalidateQueries({ queryKey: ['outcome', contract] });
  };
}
