import { useQuery } from '@tanstack/react-query';
import type { Outcome, PaymentRecord } from '@weibao/exchange';
import type { ContractView } from '@weibao/messages';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { Refused } from '../frame/refused.js';
import { contractsQuery } from '../http/queries.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { paymentWords } from '../i18n/payment-words.js';
import { DecideActions } from '../payments/decide-actions.js';
import { decisionsOn, lineKey } from '../payments/deduction-line.js';
import { paymentOutcomeQuery } from '../payments/outcome-query.js';
import '../payments/payments.css';
import { Terms } from '../payments/terms.js';
import { DeductionWhy, PaymentWhy } from '../payments/why-tree.js';
import { recordsQuery } from '../recording/records-query.js';
import { instantMs, momentOf } from '../time/moments.js';
import { AnswerCard } from './answer-card.js';
import { AsOf } from './as-of.js';
import { DeductionsCard } from './deductions-card.js';
import './finance.css';
import { GatesCard } from './gates-card.js';
import { IssueStatement } from '../payments/issue-statement.js';
import { PaymentActions } from './payment-actions.js';
import { progressTypes } from './progress.js';

/** May we pay this, how much, and why not yet: one payment, now or as of a moment that stands in the address. */
export function PaymentPage() {
  const { contract: contractId = '', payment: paymentId = '' } = useParams();
  const [search] = useSearchParams();
  const asOf = search.get('asOf');
  const words = useWords(paymentWords);
  const frame = useWords(frameWords);
  const { language } = useLanguage();
  const contracts = useQuery(contractsQuery);
  const { data, error, isError } = useQuery(paymentOutcomeQuery(contractId, asOf));
  const contract = contracts.data?.contracts.find((one) => one.contract === contractId);
  const payment = data?.outcome.payments?.find((one) => one.payment === paymentId);
  const name = contract ? (language === 'zh' ? contract.nameZh : contract.nameEn) : contractId;
  return (
    <article className="payment-page" data-payment={paymentId} data-state={payment?.status}>
      <header>
        <p className="path">
          <Link to="/payments">{words.backToAll}</Link> / <b>{name}</b> / <b>{paymentId}</b>
        </p>
        {data && <span className="moment">{words.asOf(momentOf(instantMs(data.outcome.asOf)))}</span>}
        <AsOf chosen={asOf} />
      </header>
      {asOf !== null && data && (
        <p className="past" role="alert" data-past>
          ▲ {words.asOfLoud(momentOf(instantMs(data.outcome.asOf)))}
        </p>
      )}
      {isError && <Refused error={error} title={frame.readFailed(`${name} ${paymentId}`)} />}
      {!data && !isError && <Skeleton active paragraph={{ rows: 12 }} />}
      {data && !payment && (
        <div className="card nothing" data-empty="payment">
          <b>{words.noPayment(paymentId)}</b>
          <p>{words.noPaymentHint}</p>
        </div>
      )}
      {payment && contract && (
        <Terms contract={contractId}>
          <Shown contract={contract} payment={payment} outcome={data?.outcome ?? {}} past={asOf} />
        </Terms>
      )}
    </article>
  );
}

interface ShownProps {
  contract: ContractView;
  payment: PaymentRecord;
  outcome: Partial<Outcome>;
  past: string | null;
}

function Shown({ contract, payment, outcome, past }: ShownProps) {
  const frame = useWords(frameWords);
  const words = useWords(paymentWords);
  const [selected, setSelected] = useState<string | null>(null);
  const records = useQuery(recordsQuery(contract.contract, progressTypes.join(',')));
  // As of a past moment only what was known by then stands beside the outcome.
  const knownByMs = past === null ? Number.POSITIVE_INFINITY : instantMs(past);
  const known = (records.data?.facts ?? []).filter((fact) => instantMs(fact.recordedAt) <= knownByMs);
  const lines = outcome.deductions ?? [];
  const line = lines.find((one) => lineKey(one) === selected);
  const decisions = line ? decisionsOn(line, known) : [];
  const acceptances = outcome.acceptances ?? [];
  return (
    <div className="payment-grid">
      <AnswerCard payment={payment} onWhy={() => setSelected(null)}>
        {past === null && (
          <div className="all-acts">
            <PaymentActions contract={contract} payment={payment} acceptances={acceptances} records={known} />
            <div className="acts">
              <IssueStatement contract={contract} subject={{ payment: payment.payment }} name={payment.payment} />
            </div>
          </div>
        )}
      </AnswerCard>
      {records.isError && <Refused error={records.error} title={frame.readFailed(words.strip.title)} />}
      <GatesCard payment={payment} acceptances={acceptances} metrics={outcome.metrics ?? []} records={known} />
      <aside className="card">
        {line ? <DeductionWhy line={line} decisions={decisions} /> : <PaymentWhy payment={payment} />}
      </aside>
      <DeductionsCard payment={payment} lines={lines} selected={selected} onSelect={setSelected}>
        {past === null && <DecideActions contract={contract} line={line} decisions={decisions} />}
      </DeductionsCard>
    </div>
  );
}
