import { useQuery } from '@tanstack/react-query';
import type { ContractView, DutyView, ScorecardView } from '@weibao/messages';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { MissingParts } from '../frame/missing-parts.js';
import { NothingYet } from '../frame/nothing-yet.js';
import { Refused } from '../frame/refused.js';
import { contractsQuery } from '../http/queries.js';
import { assessmentWords } from '../i18n/assessment-words.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import '../payments/payments.css';
import { Terms } from '../payments/terms.js';
import { RecordForm, type OpenForm } from '../recording/record-form.js';
import { assessmentDutiesQuery, scorecardsQuery } from '../http/assessment-queries.js';
import './assessments.css';
import { DutyAssessments } from './duty-assessments.js';
import { Cures } from './cures.js';
import { PeriodCard } from './period-card.js';

const FIRST_PERIODS = 4;

/** The assessments of all contracts, period by period, with what can be noted and what the facts suggest. */
export function AssessmentsPage() {
  const words = useWords(assessmentWords);
  const frame = useWords(frameWords);
  const [form, setForm] = useState<OpenForm | null>(null);
  const contracts = useQuery(contractsQuery);
  const scorecards = useQuery(scorecardsQuery);
  const duties = useQuery(assessmentDutiesQuery);
  const failure = contracts.error ?? scorecards.error ?? duties.error;
  const waiting = !failure && (!contracts.data || !scorecards.data || !duties.data);
  const missing = [...(scorecards.data?.missing ?? []), ...(duties.data?.missing ?? [])];
  return (
    <div className="assessments-page">
      <h1>{words.title}</h1>
      <p className="hint">{words.lead}</p>
      {failure && <Refused error={failure} title={frame.readFailed(words.title)} />}
      {waiting && <Skeleton active paragraph={{ rows: 10 }} />}
      <MissingParts missing={missing} />
      {contracts.data?.contracts.length === 0 && (
        <NothingYet of="contracts" title={words.empty} hint={words.emptyHint} />
      )}
      {!waiting &&
        contracts.data?.contracts.map((contract) => (
          <Terms key={contract.contract} contract={contract.contract}>
            <OfContract
              contract={contract}
              scorecard={scorecards.data?.scorecards.find((one) => one.contract === contract.contract)}
              duties={(duties.data?.duties ?? []).filter((one) => one.contract === contract.contract)}
              onRecord={setForm}
            />
          </Terms>
        ))}
      {form && <RecordForm open={form} onClose={() => setForm(null)} />}
    </div>
  );
}

interface OfContractProps {
  contract: ContractView;
  scorecard: ScorecardView | undefined;
  duties: readonly DutyView[];
  onRecord(form: OpenForm): void;
}

function OfContract({ contract, scorecard, duties, onRecord }: OfContractProps) {
  const words = useWords(assessmentWords);
  const { language } = useLanguage();
  const [all, setAll] = useState(false);
  const name = language === 'zh' ? contract.nameZh : contract.nameEn;
  const scored = scorecard !== undefined && scorecard.lines.length > 0;
  const shown = scored ? scorecard.periods.slice(0, all ? undefined : FIRST_PERIODS) : [];
  return (
    <section aria-label={name} data-contract={contract.contract}>
      <h2>{name}</h2>
      {!scored && duties.length === 0 && <p className="hint">{words.none}</p>}
      {scored && scorecard.periods.length === 0 && <p className="hint">{words.notBegun}</p>}
      {scored &&
        shown.map((period) => (
          <PeriodCard
            key={period.period}
            contract={contract}
            scorecard={scorecard}
            period={period}
            onRecord={onRecord}
          />
        ))}
      {scored && <Cures cures={scorecard.cures} />}
      {scored && shown.length < scorecard.periods.length && (
        <button type="button" onClick={() => setAll(true)}>
          {words.more}
        </button>
      )}
      {!scored && duties.length > 0 && <DutyAssessments contract={contract} duties={duties} onRecord={onRecord} />}
    </section>
  );
}
