import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm, Typography } from 'antd';
import { isAdministrator } from '@weibao/messages';
import { useState } from 'react';
import { Refused } from '../frame/refused.js';
import { ask } from '../http/http.js';
import { useWords } from '../i18n/language.js';
import { peopleWords } from '../i18n/people-words.js';
import { useSession } from '../session/session.js';
import { instantMs, momentOf } from '../time/moments.js';
import { GrantDialog } from './grant-dialog.js';
import { accountPath, peopleQuery, type Account } from '../http/people-query.js';

/** What the administrator who looks at it may do to one account. */
export function AccountActs({ account }: { account: Account }) {
  const words = useWords(peopleWords);
  const session = useSession();
  const client = useQueryClient();
  const { modal, notification } = App.useApp();
  const [granting, setGranting] = useState(false);
  const path = accountPath(account.name);
  const act = useMutation({
    mutationFn: ({ at, method, body }: { at: string; method: string; body?: object }) =>
      ask(`${path}${at}`, { method, ...(body ? { body } : {}) }),
    onSettled: () => client.invalidateQueries(peopleQuery),
    onError: (error) => notification.error({ title: account.name, description: <Refused error={error} /> }),
  });
  const reset = useMutation({
    mutationFn: () => ask<{ password: string; until: string }>(`${path}/password`, { method: 'POST', body: {} }),
    onSettled: () => client.invalidateQueries(peopleQuery),
    onSuccess: ({ password, until }) =>
      modal.info({
        title: words.given(account.name, momentOf(instantMs(until))),
        content: (
          <Typography.Paragraph copyable className="one-time">
            {password}
          </Typography.Paragraph>
        ),
        okText: words.ok,
      }),
    onError: (error) => notification.error({ title: account.name, description: <Refused error={error} /> }),
  });
  const { role: own, account: self } = session;
  const isSystem = own === 'system-administrator';
  if (account.name === self || account.erased || (account.disabled && !isSystem)) return null;
  const mayReset = account.role !== null && (isAdministrator(account.role) ? account.role === own : isSystem);
  const ask_ = { okText: words.ok, cancelText: words.cancel };
  if (account.disabled)
    return (
      <Popconfirm
        {...ask_}
        title={words.eraseAsk(account.name)}
        onConfirm={() => act.mutateAsync({ at: '/erasure', method: 'POST', body: {} })}
      >
        <Button size="small" danger>
          {words.erase}
        </Button>
      </Popconfirm>
    );
  return (
    <span className="acts">
      {mayReset && (
        <Popconfirm {...ask_} title={words.resetAsk(account.name)} onConfirm={() => reset.mutateAsync()}>
          <Button size="small">{words.reset}</Button>
        </Popconfirm>
      )}
      {isSystem && (
        <Popconfirm
          {...ask_}
          title={words.disableAsk(account.name)}
          onConfirm={() => act.mutateAsync({ at: '', method: 'DELETE' })}
        >
          <Button size="small" danger>
            {words.disable}
          </Button>
        </Popconfirm>
      )}
      {own === 'security-administrator' && (
        <>
          <Button size="small" onClick={() => setGranting(true)}>
            {words.grant}
          </Button>
          {account.lockedUntil !== null && (
            <Button size="small" onClick={() => act.mutate({ at: '/unlock', method: 'POST', body: {} })}>
              {words.unlock}
            </Button>
          )}
          {account.secondFactor && (
            <Popconfirm
              {...ask_}
              title={words.clearAsk(account.name)}
              onConfirm={() => act.mutateAsync({ at: '/second-factor', method: 'DELETE' })}
            >
              <Button size="small" danger>
                {words.clear}
              </Button>
            </Popconfirm>
          )}
          {granting && <GrantDialog account={account} onClose={() => setGranting(false)} />}
        </>
      )}
    </span>
  );
}
