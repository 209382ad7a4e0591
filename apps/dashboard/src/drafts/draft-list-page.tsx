import { useMutation, useQuery } from '@tanstack/react-query';
import type { DraftView, PatternView } from '@weibao/messages';
import { Button, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { ChooseFile } from '../evidence/choose-file.js';
import { Refused } from '../frame/refused.js';
import { ask } from '../http/http.js';
import { draftWords } from '../i18n/draft-words.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { newCommandId } from '../outbox/outbox.js';
import { useSession } from '../session/session.js';
import { instantMs, momentOf } from '../time/moments.js';
import './drafts.css';
import { draftsQuery } from './drafts-query.js';

/** The contracts that the own organisation draws up. No vendor is told of them. */
export function DraftListPage() {
  const words = useWords(draftWords);
  const frame = useWords(frameWords);
  const { language } = useLanguage();
  const { role } = useSession();
  const { data, error, isError } = useQuery(draftsQuery);
  return (
    <>
      <h1>{words.title}</h1>
      <p className="hint">{words.lead}</p>
      {isError && <Refused error={error} title={frame.readFailed(words.title)} />}
      {!data && !isError && <Skeleton active paragraph={{ rows: 6 }} />}
      {data && role === 'it-head' && <Start patterns={data.patterns} />}
      {data?.drafts.length === 0 && (
        <div className="card nothing" data-empty="drafts">
          <b>{words.empty}</b>
          <p>{words.emptyHint}</p>
        </div>
      )}
      <ul className="draft-list">
        {data?.drafts.map(({ draft, nameZh, nameEn, contract, state, open, changedBy, changedAt }) => (
          <li key={draft}>
            <Link
              to={`/drafts/${encodeURIComponent(draft)}`}
              className="card"
              data-draft-row={draft}
              data-state={state}
            >
              <b>{language === 'zh' ? nameZh : nameEn}</b>
              <span>{contract ?? words.noContractId}</span>
              <span>
                {state === 'registered'
                  ? `✓ ${words.isRegistered}`
                  : open > 0
                    ? `▲ ${words.stillOpen(open)}`
                    : `✓ ${words.nothingOpen}`}
              </span>
              <small>
                {words.changedBy(changedBy)} · {momentOf(instantMs(changedAt))}
              </small>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A draft begins with terms that there are: one of those that ship, a contract of one's own, or a file. */
function Start({ patterns }: { patterns: readonly PatternView[] }) {
  const words = useWords(draftWords);
  const { language } = useLanguage();
  const navigate = useNavigate();
  const [basedOn, setBasedOn] = useState<string | null>(null);
  const start = useMutation({
    mutationFn: (body: object) =>
      ask<{ result: DraftView }>('/api/drafts', {
        method: 'POST',
        body,
        headers: { 'idempotency-key': newCommandId() },
      }),
    onSuccess: ({ result }) => navigate(`/drafts/${encodeURIComponent(result.draft)}`),
  });
  const nameOf = ({ pattern, nameZh, nameEn, own }: PatternView) =>
    `${language === 'zh' ? nameZh : nameEn} · ${own ? words.ownContract(pattern) : words.shipped(pattern)}`;
  async function load(chosen: File) {
    start.mutate({ file: { name: chosen.name, text: await chosen.text() }, ...(basedOn === null ? {} : { basedOn }) });
  }
  return (
    <section className="card draft-start" aria-label={words.start}>
      <h2>{words.start}</h2>
      <div className="start-line">
        <Select
          aria-label={words.pattern}
          placeholder={words.pattern}
          value={basedOn}
          onChange={setBasedOn}
          options={patterns.map((pattern) => ({ value: pattern.pattern, label: nameOf(pattern) }))}
        />
        <Button
          type="primary"
          disabled={basedOn === null}
          loading={start.isPending}
          onClick={() => start.mutate({ basedOn })}
        >
          {words.startFrom}
        </Button>
        <ChooseFile label={words.fromFile} accept="application/json,.json" onChoose={(file) => void load(file)} />
      </div>
      <p className="hint">{words.fileHint}</p>
      {start.isError && <Refused error={start.error} />}
    </section>
  );
}
