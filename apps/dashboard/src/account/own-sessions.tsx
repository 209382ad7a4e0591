import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Skeleton } from 'antd';
import { Refused } from '../frame/refused.js';
import { ask } from '../http/http.js';
import { accountWords } from '../i18n/account-words.js';
import { frameWords } from '../i18n/frame-words.js';
import { useWords } from '../i18n/language.js';
import { instantMs, momentOf } from '../time/moments.js';

interface OwnSession {
  id: string;
  startedAt: string;
  usedAt: string;
  current: boolean;
}

/** Where one is signed in, and the end of what one does not recognise. */
export function OwnSessions() {
  const words = useWords(accountWords);
  const frame = useWords(frameWords);
  const client = useQueryClient();
  const { message } = App.useApp();
  const sessions = useQuery({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => ask<{ sessions: OwnSession[] }>('/api/sessions', { signal }),
  });
  const end = useMutation({
    mutationFn: (id: string) => ask(`/api/sessions/${id}`, { method: 'DELETE' }),
    onSuccess: () => {
      message.success(words.ended);
      return client.invalidateQueries({ queryKey: ['sessions'] });
    },
  });
  if (sessions.isError) return <Refused error={sessions.error} title={frame.readFailed(words.sessions)} />;
  if (!sessions.data) return <Skeleton active paragraph={{ rows: 2 }} />;
  return (
    <>
      <p>{words.sessionsLead}</p>
      {end.error && <Refused error={end.error} />}
      <ul className="own-sessions">
        {sessions.data.sessions.map(({ id, startedAt, usedAt, current }) => (
          <li key={id}>
            <span>
              {words.started} {momentOf(instantMs(startedAt))}
              <br />
              {words.used} {momentOf(instantMs(usedAt))}
            </span>
            {current ? (
              <span className="here">● {words.here}</span>
            ) : (
              <Button loading={end.isPending && end.variables === id} onClick={() => end.mutate(id)}>
                {words.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
