import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Empty, Popconfirm, Skeleton, Table } from 'antd';
import { Refused } from '../frame/refused.js';
import { ask } from '../http/http.js';
import { frameWords } from '../i18n/frame-words.js';
import { useWords } from '../i18n/language.js';
import { tokenWords } from '../i18n/token-words.js';
import { useNow } from '../live/live-provider.js';
import { instantMs, momentOf } from '../time/moments.js';
import { TokenForm } from './token-form.js';
import { stateOf, tokensQuery, type Token } from './tokens-query.js';
import './tokens.css';

/** What programs sign in with: whose name, what for, until when, last used. Revoked ones stay in the list, as what they did stays in the audit. */
export function TokensPage() {
  const words = useWords(tokenWords);
  const frame = useWords(frameWords);
  const nowMs = useNow();
  const client = useQueryClient();
  const { data, error, isPending } = useQuery(tokensQuery);
  const revoke = useMutation({
    mutationFn: (id: string) => ask(`/api/tokens/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries(tokensQuery),
  });
  const moment = (instant: string) => momentOf(instantMs(instant)).slice(0, 16);
  const lines = (texts: readonly string[]) => texts.map((text) => <code key={text}>{text}</code>);
  return (
    <div className="tokens-page">
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <section className="card" aria-label={words.make}>
        <h2>{words.make}</h2>
        {data ? <TokenForm actions={data.actions} /> : isPending && <Skeleton active />}
      </section>
      {error && <Refused error={error} title={frame.readFailed(words.list)} />}
      {revoke.error && <Refused error={revoke.error} />}
      <section className="card" aria-label={words.list}>
        <h2>{words.list}</h2>
        {/* The library's own scrolling box cannot be reached by keyboard. */}
        <div className="scroll" role="region" aria-label={words.list} tabIndex={0}>
          <Table<Token>
            rowKey="id"
            size="middle"
            pagination={{ pageSize: 50, hideOnSinglePage: true }}
            loading={isPending}
            dataSource={[...(data?.tokens ?? [])].reverse()}
            locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words.empty} /> }}
            columns={[
              { title: words.name, dataIndex: 'name', render: (name: string) => <b>{name}</b> },
              { title: words.account, dataIndex: 'account' },
              { title: words.actions, dataIndex: 'actions', className: 'codes', render: lines },
              {
                title: words.contracts,
                dataIndex: 'contracts',
                className: 'codes',
                render: (ids: string[]) => (ids.includes('*') ? words.allContracts : lines(ids)),
              },
              { title: words.state, key: 'state', render: (_, token) => words.states[stateOf(token, nowMs)] },
              { title: words.until, dataIndex: 'expiresAt', render: moment },
              {
                title: words.lastUsed,
                dataIndex: 'lastUsedAt',
                render: (at: string | null) => (at === null ? words.never : moment(at)),
              },
              { title: words.by, dataIndex: 'createdBy' },
              {
                title: '',
                key: 'revoke',
                render: (_, token) =>
                  stateOf(token, nowMs) === 'live' && (
                    <Popconfirm
                      title={words.revokeAsk(token.name)}
                      okText={words.revoke}
                      cancelText={words.cancel}
                      onConfirm={() => revoke.mutateAsync(token.id)}
                    >
                      <Button danger size="small">
                        {words.revoke}
                      </Button>
                    </Popconfirm>
                  ),
              },
            ]}
          />
        </div>
      </section>
    </div>
  );
}
