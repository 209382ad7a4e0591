import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FullPage } from '../frame/full-page.js';
import { ApiError, ask, UNREACHABLE } from '../http/http.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { surveyWords } from '../i18n/survey-words.js';
import { instantMs, momentOf } from '../time/moments.js';
import { AnswerForm } from './answer-form.js';
import './survey.css';
import type { LinkForm } from './link-form.js';

/** The form behind a survey link: for a department without an account, on a telephone. It loads no component library. */
export function SurveyPage() {
  const words = useWords(surveyWords);
  const frame = useWords(frameWords);
  const { language, choose } = useLanguage();
  const client = useQueryClient();
  const secret = window.location.hash.slice(1);
  const { data, error, refetch } = useQuery({
    queryKey: ['survey-link'],
    queryFn: ({ signal }) => ask<LinkForm>('/api/survey-links/read', { method: 'POST', body: { secret }, signal }),
    staleTime: Infinity,
    retry: false,
  });
  if (error) {
    const refusal = error instanceof ApiError && error.code !== UNREACHABLE ? error.inWords(language) : '';
    return (
      <FullPage title={words.cannotOpen} text={refusal || frame.unreachable}>
        <button type="button" onClick={() => void refetch()}>
          {words.tryAgain}
        </button>
      </FullPage>
    );
  }
  if (!data) return <FullPage title={frame.loading} />;
  const zh = language === 'zh';
  const minute = (instant: string) => momentOf(instantMs(instant)).slice(0, 16);
  return (
    <main className="survey">
      <header>
        <button type="button" onClick={() => choose(zh ? 'en' : 'zh')}>
          {frame.otherLanguage}
        </button>
        <p>{zh ? data.organisationZh : data.organisationEn}</p>
        <h1>{words.formTitle}</h1>
        <p>
          {zh ? data.contractZh : data.contractEn} · {zh ? data.titleZh : data.titleEn}
        </p>
        {data.event !== null && <p>{words.about(data.event)}</p>}
        <p>
          <b>{words.for(data.department)}</b>
        </p>
      </header>
      {data.state === 'answered' ? (
        <section className="done" role="status" data-done>
          <h2>✓ {words.doneTitle}</h2>
          <p>{words.doneText(minute(data.answeredAt ?? data.closesAt))}</p>
        </section>
      ) : (
        <AnswerForm
          form={data}
          secret={secret}
          onDone={(answeredAt) => client.setQueryData(['survey-link'], { ...data, state: 'answered', answeredAt })}
          onGone={() => void refetch()}
        />
      )}
    </main>
  );
}
