import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { AmendmentTrial, FiguresView } from '@weibao/messages';
import { Skeleton, Tabs } from 'antd';
import { useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import { Refused } from '../frame/refused.js';
import { ApiError, ask } from '../http/http.js';
import { amendmentWords } from '../i18n/amendment-words.js';
import { draftWords } from '../i18n/draft-words.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { termsQuery, type TermsAnswer } from '../http/terms-query.js';
import { AmendRecord } from './amend-record.js';
import { ClauseFigures, type FigureForm } from './clause-figures.js';
import './drafts.css';
import { figuresIn, tabs } from './figure-groups.js';
import { ParameterFields } from './parameter-fields.js';
import { systemsOf } from './systems-of.js';

const TRY_AFTER_MS = 400;

export interface Amendment {
  edits: Record<string, unknown>;
  parameters: Record<string, unknown>;
}

/** A signed supplement, entered as the figures that it changes; what that comes to stands beside, and is recorded with its number and its day. */
export function AmendPage() {
  const words = useWords(amendmentWords);
  const frame = useWords(frameWords);
  const { contract = '' } = useParams();
  const path = `/api/contracts/${encodeURIComponent(contract)}`;
  const terms = useQuery(termsQuery(contract));
  const figures = useQuery({
    queryKey: ['figures', contract],
    queryFn: ({ signal }) => ask<FiguresView>(`${path}/figures`, { signal }),
    staleTime: 0,
  });
  const error = terms.error ?? figures.error;
  return (
    <>
      <p className="hint">
        <Link to={`/contracts/${encodeURIComponent(contract)}`}>‹ {words.back}</Link>
      </p>
      {error !== null && <Refused error={error} title={frame.readFailed(words.title)} />}
      {(!terms.data || !figures.data) && error === null && <Skeleton active paragraph={{ rows: 12 }} />}
      {terms.data && figures.data && <Form contract={contract} terms={terms.data} stands={figures.data} />}
    </>
  );
}

function Form({ contract, terms: { terms }, stands }: { contract: string; terms: TermsAnswer; stands: FiguresView }) {
  const words = useWords(amendmentWords);
  const draft = useWords(draftWords);
  const { language } = useLanguage();
  const [amendment, setAmendment] = useState<Amendment>({ edits: {}, parameters: {} });
  const [tried, setTried] = useState(amendment);
  useEffect(() => {
    const timer = setTimeout(() => setTried(amendment), TRY_AFTER_MS);
    return () => clearTimeout(timer);
  }, [amendment]);
  const isEmpty = Object.keys(tried.edits).length + Object.keys(tried.parameters).length === 0;
  const trial = useQuery({
    queryKey: ['amendment-check', contract, tried],
    queryFn: ({ signal }) =>
      ask<AmendmentTrial>(`/api/contracts/${encodeURIComponent(contract)}/amendment-check`, {
        method: 'POST',
        body: tried,
        signal,
      }),
    enabled: !isEmpty,
    placeholderData: keepPreviousData,
  });
  const faultAt = (place: string): string | null => {
    const faults = trial.error instanceof ApiError ? trial.error.faults : [];
    return faults.find((fault) => fault.place === place)?.message ?? null;
  };
  const form: FigureForm = {
    edits: amendment.edits,
    texts: null,
    clauses: terms.clauses,
    change: ({ edits }) => edits && setAmendment((before) => ({ ...before, edits })),
    faultAt,
  };
  // What stands now is what each figure was before this amendment.
  const figures = stands.figures.map((figure) => ({ ...figure, was: figure.value }));
  const current = !isEmpty && tried === amendment && trial.isSuccess && !trial.isPlaceholderData ? trial.data : null;
  return (
    <article className="draft" data-amend={contract}>
      <h1>
        {words.title} · {language === 'zh' ? terms.nameZh : terms.nameEn}
      </h1>
      <p className="hint">{words.lead}</p>
      <div className="draft-sides">
        <Tabs
          items={tabs.map((tab) => ({
            key: tab,
            label: draft.tabs[tab],
            children: (
              <>
                {tab === 'basics' && stands.asked.length > 0 && (
                  <section className="card basics" aria-label={words.blanks}>
                    <h2>{words.blanks}</h2>
                    <ParameterFields
                      asked={stands.asked}
                      values={{ ...stands.parameters, ...amendment.parameters }}
                      systems={systemsOf(stands)}
                      placeOf={(id) => terms.clauses.find((clause) => clause.id === id)?.place ?? id}
                      readOnly={false}
                      faultAt={faultAt}
                      onChange={(name, value) =>
                        setAmendment((before) => ({
                          ...before,
                          parameters: { ...before.parameters, [name]: value ?? null },
                        }))
                      }
                    />
                  </section>
                )}
                {figuresIn(figures, tab).map(({ group, clauses }) => (
                  <section key={group} className="card" aria-label={draft.groups[group] ?? group}>
                    <h2>{draft.groups[group] ?? group}</h2>
                    {clauses.map((of) => (
                      <ClauseFigures key={of.figures[0]?.path} form={form} readOnly={false} of={of} />
                    ))}
                  </section>
                ))}
              </>
            ),
          }))}
        />
        <AmendRecord contract={contract} trial={current} isEmpty={isEmpty} error={trial.error} />
      </div>
    </article>
  );
}
