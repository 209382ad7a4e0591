import { useQuery } from '@tanstack/react-query';
import type { ContractView, SurveyForm } from '@weibao/messages';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { MissingParts } from '../frame/missing-parts.js';
import { NothingYet } from '../frame/nothing-yet.js';
import { Refused } from '../frame/refused.js';
import { contractsQuery } from '../http/queries.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { surveyWords } from '../i18n/survey-words.js';
import { Terms } from '../payments/terms.js';
import '../payments/payments.css';
import { FormCard } from './form-card.js';
import { LinkSheet } from './link-sheet.js';
import { OpenDialog } from './open-dialog.js';
import './surveys.css';
import { surveysQuery, type ContractSurveys, type IssuedLinks } from './surveys-query.js';

/** The forms by which departments rate the service, contract by contract: sent out by links, watched while they come back. */
export function SurveysPage() {
  const words = useWords(surveyWords);
  const frame = useWords(frameWords);
  const [opening, setOpening] = useState<{ surveys: ContractSurveys; form: SurveyForm } | null>(null);
  const [issued, setIssued] = useState<IssuedLinks | null>(null);
  const contracts = useQuery(contractsQuery);
  const { data, error } = useQuery(surveysQuery);
  const failure = error ?? contracts.error;
  const shown = data?.surveys.filter(({ forms, rounds }) => forms.length + rounds.length > 0) ?? [];
  return (
    <div className="surveys-page">
      <h1>{words.title}</h1>
      <p className="hint">{words.lead}</p>
      {failure && <Refused error={failure} title={frame.readFailed(words.title)} />}
      {!failure && (!data || !contracts.data) && <Skeleton active paragraph={{ rows: 10 }} />}
      <MissingParts missing={data?.missing} />
      {data && shown.length === 0 && <NothingYet of="surveys" title={words.empty} hint={words.emptyHint} />}
      {issued && <LinkSheet issued={issued} onClose={() => setIssued(null)} />}
      {contracts.data &&
        shown.map((surveys) => (
          <Terms key={surveys.contract} contract={surveys.contract}>
            <OfContract
              surveys={surveys}
              contract={contracts.data.contracts.find((one) => one.contract === surveys.contract)}
              onOpen={(form) => setOpening({ surveys, form })}
              onIssued={setIssued}
            />
          </Terms>
        ))}
      {opening && <OpenDialog {...opening} onClose={() => setOpening(null)} onIssued={setIssued} />}
    </div>
  );
}

interface OfContractProps {
  surveys: ContractSurveys;
  contract: ContractView | undefined;
  onOpen(form: SurveyForm): void;
  onIssued(issued: IssuedLinks): void;
}

function OfContract({ surveys, contract, onOpen, onIssued }: OfContractProps) {
  const { language } = useLanguage();
  const name = (language === 'zh' ? contract?.nameZh : contract?.nameEn) ?? surveys.contract;
  return (
    <section aria-label={name} data-contract={surveys.contract}>
      <h2>{name}</h2>
      {surveys.forms.map((form) => (
        <FormCard
          key={form.form}
          contract={surveys.contract}
          form={form}
          rounds={surveys.rounds.filter((round) => round.form === form.form)}
          onOpen={() => onOpen(form)}
          onIssued={onIssued}
        />
      ))}
    </section>
  );
}
