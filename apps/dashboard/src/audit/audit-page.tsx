import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Empty, Input, Table } from 'antd';
import { useState, type FormEvent } from 'react';
import { Refused } from '../frame/refused.js';
import { frameWords } from '../i18n/frame-words.js';
import { ask } from '../http/http.js';
import { auditWords } from '../i18n/audit-words.js';
import { useWords } from '../i18n/language.js';
import { instantMs, momentOf } from '../time/moments.js';
import './audit.css';
import { VerifyCard } from './verify-card.js';

interface Entry {
  position: number;
  at: string;
  action: string;
  account: string | null;
  address: string | null;
  detail: Record<string, unknown>;
}
interface Page {
  entries: Entry[];
  next: number | null;
}
const noFilter = { account: '', action: '', contract: '', from: '', to: '' };
type Filter = typeof noFilter;

/** Days are the house's days; what is left empty does not narrow. */
function queryOf(filter: Filter): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of ['account', 'action', 'contract'] as const) if (filter[name]) query.set(name, filter[name].trim());
  for (const name of ['from', 'to'] as const) if (filter[name]) query.set(name, `${filter[name]}T00:00:00+08:00`);
  return query;
}

export function AuditPage() {
  const words = useWords(auditWords);
  const frame = useWords(frameWords);
  const [typed, setTyped] = useState(noFilter);
  const [asked, setAsked] = useState(noFilter);
  const query = queryOf(asked).toString();
  const found = useInfiniteQuery({
    queryKey: ['audit', query],
    initialPageParam: null as number | null,
    queryFn: ({ pageParam, signal }) =>
      ask<Page>(`/api/audit?${query}${pageParam === null ? '' : `&before=${pageParam}`}`, { signal }),
    getNextPageParam: ({ next }) => next,
  });
  const entries = found.data?.pages.flatMap((page) => page.entries) ?? [];
  function search(event: FormEvent) {
    event.preventDefault();
    setAsked(typed);
    if (queryOf(typed).toString() === query) void found.refetch();
  }
  return (
    <div className="audit-page">
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <VerifyCard />
      <section className="card" aria-label={words.search}>
        <form onSubmit={search}>
          {(['account', 'action', 'contract', 'from', 'to'] as const).map((name) => (
            <label key={name}>
              {words[name]}
              <Input
                type={name === 'from' || name === 'to' ? 'date' : 'text'}
                placeholder={name === 'action' ? words.actionHint : undefined}
                value={typed[name]}
                onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
              />
            </label>
          ))}
          <Button htmlType="submit" loading={found.isFetching}>
            {words.search}
          </Button>
        </form>
        <p className="exports">
          <a href="/api/audit/export" download>
            {words.jsonl}
          </a>
          <a href={`/api/audit/export?format=csv&${query}`} download>
            {words.csv}
          </a>
        </p>
        {found.error && <Refused error={found.error} title={frame.readFailed(words.title)} />}
        {/* The library's own scrolling box cannot be reached by keyboard. */}
        <div className="scroll" role="region" aria-label={words.title} tabIndex={0}>
          <Table<Entry>
            rowKey="position"
            size="small"
            pagination={false}
            loading={found.isPending}
            dataSource={entries}
            locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words.empty} /> }}
            columns={[
              { title: '#', dataIndex: 'position' },
              { title: words.time, dataIndex: 'at', render: (at: string) => momentOf(instantMs(at)) },
              { title: words.act, dataIndex: 'action', render: (action: string) => <code>{action}</code> },
              { title: words.who, dataIndex: 'account' },
              { title: words.where, dataIndex: 'address' },
              {
                title: words.detail,
                dataIndex: 'detail',
                render: (detail: Entry['detail']) => <code className="detail">{JSON.stringify(detail)}</code>,
              },
            ]}
          />
        </div>
        {found.hasNextPage && (
          <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {words.more}
          </Button>
        )}
      </section>
    </div>
  );
}
