import { useQuery } from '@tanstack/react-query';
import type { SurveyForm } from '@weibao/messages';
import { Button } from 'antd';
import { postureQuery } from '../http/queries.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { surveyWords } from '../i18n/survey-words.js';
import { ClauseId } from '../payments/clause-id.js';
import { metricShapes, metricValue } from '../payments/metric-text.js';
import { periodText } from '../payments/period-text.js';
import { MarksLine } from '../payments/why-tree.js';
import { maySendSurveys, useSession } from '../session/session.js';
import { RoundCard } from './round-card.js';
import type { IssuedLinks, SurveyRound } from './surveys-query.js';

interface FormCardProps {
  contract: string;
  form: SurveyForm;
  rounds: readonly SurveyRound[];
  onOpen(): void;
  onIssued(issued: IssuedLinks): void;
}

/** One form: the figure that its answers make, period by period as the outcome has it, and its rounds. */
export function FormCard({ contract, form, rounds, onOpen, onIssued }: FormCardProps) {
  const words = useWords(surveyWords);
  const { language } = useLanguage();
  const { role } = useSession();
  const { data } = useQuery(postureQuery);
  const posture = data?.postures.find((one) => one.contract === contract);
  const metrics = (posture?.metrics ?? []).filter(({ clause }) => clause === form.clause).reverse();
  const title = language === 'zh' ? form.titleZh : form.titleEn;
  const who = words.forms[form.form] ?? form.form;
  return (
    <article className="card" aria-label={`${title} · ${who}`} data-form={form.form}>
      <header>
        <h3>
          {title} <small>{who}</small> <ClauseId clause={form.clause} />
        </h3>
        {maySendSurveys(role) && (
          <Button type="primary" data-open={form.form} onClick={onOpen}>
            {words.open}
          </Button>
        )}
      </header>
      <p className="hint">
        {form.asks === 'scores' && (form.itemCounts ? words.itemsOf(String(form.itemCounts[0])) : words.itemsFree)}
        {form.leastDepartments !== null && ` · ${words.least(String(form.leastDepartments))}`}
      </p>
      <ul aria-label={words.result}>
        {posture && metrics.length === 0 && <li className="hint">{words.noResult}</li>}
        {metrics.map((metric) => (
          <li key={metric.period} data-result={metric.period} data-state={metric.status}>
            <b>
              {metricShapes[metric.status]} {metricValue(metric, language)}
            </b>{' '}
            <span>{periodText(metric.period, language)}</span>
            <MarksLine marks={{ ...metric, missing: [] }} />
          </li>
        ))}
      </ul>
      {rounds.length === 0 && <p className="hint">{words.noRounds}</p>}
      {rounds.map((round) => (
        <RoundCard key={round.round} round={round} least={form.leastDepartments} onIssued={onIssued} />
      ))}
    </article>
  );
}
