import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm, Skeleton, Tabs } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { Refused } from '../frame/refused.js';
import { ask } from '../http/http.js';
import { contractsQuery } from '../http/queries.js';
import { draftWords } from '../i18n/draft-words.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { newCommandId } from '../outbox/outbox.js';
import { useSession } from '../session/session.js';
import { BasicsForm } from './basics-form.js';
import { ClauseFigures, type FigureForm } from './clause-figures.js';
import { DraftFindings } from './draft-findings.js';
import './drafts.css';
import { draftPath, draftQuery, draftsQuery, type DraftAnswer } from './drafts-query.js';
import { figuresIn, tabs, type Tab } from './figure-groups.js';
import { useDraft, type OpenDraft } from './use-draft.js';

/** A contract that is drawn up: figures in forms with the clause beside each, lint beside both, and the way into the register. */
export function DraftPage() {
  const words = useWords(draftWords);
  const frame = useWords(frameWords);
  const { draft = '' } = useParams();
  const [round, setRound] = useState(0);
  const { data, error, isError, refetch } = useQuery(draftQuery(draft));
  return (
    <>
      <p className="hint">
        <Link to="/drafts">‹ {words.backToAll}</Link>
      </p>
      {isError && <Refused error={error} title={frame.readFailed(words.title)} />}
      {!data && !isError && <Skeleton active paragraph={{ rows: 12 }} />}
      {data && (
        <Opened key={`${draft} ${round}`} answer={data} reload={() => void refetch().then(() => setRound(round + 1))} />
      )}
    </>
  );
}

function Opened({ answer, reload }: { answer: DraftAnswer; reload(): void }) {
  const words = useWords(draftWords);
  const { language } = useLanguage();
  const { role } = useSession();
  const draft = useDraft(answer.draft);
  const { view, state, refusal } = draft;
  const readOnly = role !== 'it-head' || view.state === 'registered';
  return (
    <article className="draft" data-draft={view.draft} data-save={state}>
      <h1>{language === 'zh' ? view.nameZh : view.nameEn}</h1>
      <p className="hint">
        {words.basedOn(view.basedOn)} · {words.changedBy(view.changedBy)} ·{' '}
        <span role="status">{words.states[state]}</span>
      </p>
      {state === 'refused' && (
        <>
          <Refused error={refusal} title={words.notSaved} />
          <Button onClick={reload}>{words.reload}</Button>
        </>
      )}
      {view.state === 'registered' ? (
        <p className="card">
          ✓ {words.isRegistered}{' '}
          <Link to={`/contracts/${encodeURIComponent(view.contract ?? '')}`}>{words.openContract} ›</Link>
        </p>
      ) : (
        role === 'it-head' && <Acts draft={draft} />
      )}
      <div className="draft-sides">
        <Tabs
          items={tabs.map((tab) => ({
            key: tab,
            label: words.tabs[tab],
            children: <TabPane tab={tab} draft={draft} readOnly={readOnly} answer={answer} />,
          }))}
        />
        <DraftFindings draft={draft} readOnly={readOnly} />
      </div>
    </article>
  );
}

function Acts({ draft }: { draft: OpenDraft }) {
  const words = useWords(draftWords);
  const client = useQueryClient();
  const navigate = useNavigate();
  const { view, state } = draft;
  const path = draftPath(view.draft);
  const send = (at: string, method: string, body?: object) =>
    ask<{ result: { contract?: string } }>(`${path}${at}`, {
      method,
      ...(body ? { body } : {}),
      headers: { 'idempotency-key': newCommandId() },
    });
  const register = useMutation({
    mutationFn: () => send('/registration', 'POST', { version: view.version }),
    onSuccess: async ({ result }) => {
      await client.invalidateQueries(contractsQuery);
      void client.invalidateQueries(draftsQuery);
      client.removeQueries(draftQuery(view.draft));
      await navigate(`/contracts/${encodeURIComponent(result.contract ?? '')}`);
    },
  });
  const discard = useMutation({
    mutationFn: () => send(`?version=${view.version}`, 'DELETE'),
    onSuccess: () => {
      client.removeQueries(draftQuery(view.draft));
      void navigate('/drafts');
    },
  });
  const failed = register.error ?? discard.error;
  return (
    <div className="draft-acts">
      <Popconfirm
        title={words.registerAsk(draft.content.contract)}
        okText={words.register}
        cancelText={words.cancel}
        onConfirm={() => register.mutate()}
        disabled={view.open > 0 || state !== 'saved'}
      >
        <Button type="primary" disabled={view.open > 0 || state !== 'saved'} loading={register.isPending}>
          {words.register}
        </Button>
      </Popconfirm>
      {view.open > 0 && <span className="hint">{words.registerWhen(view.open)}</span>}
      <Popconfirm
        title={words.discardAsk}
        okText={words.discard}
        cancelText={words.cancel}
        onConfirm={() => discard.mutate()}
      >
        <Button danger loading={discard.isPending}>
          {words.discard}
        </Button>
      </Popconfirm>
      {failed !== null && <Refused error={failed} />}
    </div>
  );
}

interface TabPaneProps {
  tab: Tab;
  draft: OpenDraft;
  readOnly: boolean;
  answer: DraftAnswer;
}

function TabPane({ tab, draft, readOnly, answer }: TabPaneProps) {
  const words = useWords(draftWords);
  const groups = figuresIn(draft.view.figures, tab);
  const form = formOf(draft);
  return (
    <>
      {tab === 'basics' && <BasicsForm draft={draft} readOnly={readOnly} parties={answer.parties} />}
      {groups.map(({ group, clauses }) => (
        <section key={group} className="card" aria-label={words.groups[group] ?? group} data-group={group}>
          <h2>{words.groups[group] ?? group}</h2>
          {clauses.map((of) => (
            <ClauseFigures key={of.figures[0]?.path} form={form} readOnly={readOnly} of={of} />
          ))}
        </section>
      ))}
      {groups.length === 0 && tab !== 'basics' && <p className="hint">{words.noFigures}</p>}
    </>
  );
}

const formOf = ({ content, view, change, faultAt }: OpenDraft): FigureForm => ({
  edits: content.edits,
  texts: content.texts,
  clauses: view.clauses,
  change,
  faultAt,
});
