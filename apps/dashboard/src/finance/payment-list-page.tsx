import { useQueries, useQuery } from '@tanstack/react-query';
import type { PaymentRecord, PaymentStatus } from '@weibao/exchange';
import type { ContractView } from '@weibao/messages';
import { Segmented, Skeleton } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { MissingParts } from '../frame/missing-parts.js';
import { Refused } from '../frame/refused.js';
import { useContractName } from '../http/contract-name.js';
import { contractsQuery, paymentsQuery } from '../http/queries.js';
import { deductionWords } from '../i18n/deduction-words.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { paymentWords } from '../i18n/payment-words.js';
import { isZero, yuan } from '../payments/money.js';
import { answerOf, paymentShapes, paymentStates } from '../payments/payment-face.js';
import '../payments/payments.css';
import './finance.css';

interface Row {
  contract: ContractView;
  payment: PaymentRecord;
}

/** What needs somebody first; within a state what is due first, and what has no date yet last. */
export const byStateAndDate = (a: Row, b: Row): number =>
  paymentStates.indexOf(a.payment.status) - paymentStates.indexOf(b.payment.status) ||
  (a.payment.dueOn ?? '9999').localeCompare(b.payment.dueOn ?? '9999') ||
  a.contract.contract.localeCompare(b.contract.contract);

/** Payments of all contracts by state and date; each opens to its page. The filter stands in the address. */
export function PaymentListPage() {
  const words = useWords(paymentWords);
  const frame = useWords(frameWords);
  const deduction = useWords(deductionWords);
  const { language } = useLanguage();
  const amount = (value: string | null) => (value === null ? words.unknown : yuan(value));
  const [search, setSearch] = useSearchParams();
  const contracts = useQuery(contractsQuery);
  const contractName = useContractName();
  const list = contracts.data?.contracts ?? [];
  const outcomes = useQueries({ queries: list.map(({ contract }) => paymentsQuery(contract)) });
  const rows = list
    .flatMap((contract, place) =>
      (outcomes[place]?.data?.outcome.payments ?? []).map((payment): Row => ({ contract, payment })),
    )
    .sort(byStateAndDate);
  const chosen = paymentStates.find((state) => state === search.get('state')) ?? null;
  const shown = rows.filter(({ payment }) => chosen === null || payment.status === chosen);
  const reading = contracts.isPending || outcomes.some(({ isPending }) => isPending);
  const count = (state: PaymentStatus) => rows.filter(({ payment }) => payment.status === state).length;

  return (
    <>
      <h1>{words.title}</h1>
      {contracts.isError && <Refused error={contracts.error} title={frame.readFailed(words.title)} />}
      <MissingParts missing={contracts.data?.missing} />
      {outcomes.map(({ isError, error }, place) =>
        isError ? (
          <Refused key={list[place]?.contract} error={error} title={contractName(list[place]?.contract ?? '')} />
        ) : null,
      )}
      {list.map((contract, place) => {
        const { deductions = [], payments = [] } = outcomes[place]?.data?.outcome ?? {};
        const lines = deductions.filter(({ review }) => review);
        // A line that comes off no payment is decided on the page of any.
        const payment = lines[0]?.payment ?? payments.find(({ status }) => status !== 'paid')?.payment;
        if (lines.length === 0 || payment === undefined) return null;
        return (
          <p role="status" className="review" key={contract.contract} data-in-review={contract.contract}>
            ↺ {language === 'zh' ? contract.nameZh : contract.nameEn}{' '}
            <Link to={`/payments/${contract.contract}/${payment}`}>{deduction.reviewCount(lines.length)} ›</Link>
          </p>
        );
      })}
      <div className="state-filter" role="group" aria-label={words.filter}>
        <Segmented<string>
          value={chosen ?? 'all'}
          onChange={(state) => setSearch(state === 'all' ? {} : { state }, { replace: true })}
          options={[
            { value: 'all', label: `${words.all} ${rows.length}` },
            ...paymentStates
              .filter((state) => count(state) > 0 || state === chosen)
              .map((state) => ({
                value: state,
                label: `${paymentShapes[state]} ${words.states[state]} ${count(state)}`,
              })),
          ]}
        />
      </div>
      {reading && shown.length === 0 && <Skeleton active paragraph={{ rows: 10 }} />}
      {!reading && shown.length === 0 && (
        <div className="card nothing" data-empty="payments">
          <b>{words.empty}</b>
          <p>{chosen === null ? words.emptyHint : words.emptyFiltered}</p>
        </div>
      )}
      <ul className="payment-list">
        {shown.map(({ contract, payment }) => (
          <li key={`${contract.contract} ${payment.payment}`} data-contract={contract.contract}>
            <Link
              to={`/payments/${contract.contract}/${payment.payment}`}
              className={`payment-row ${payment.status}`}
              data-payment={payment.payment}
              data-state={payment.status}
            >
              <span className="state">
                {paymentShapes[payment.status]} {words.states[payment.status]}
              </span>
              <span className="what">
                <b>
                  {language === 'zh' ? contract.nameZh : contract.nameEn} · {payment.payment}
                </b>
                <small>{answerOf(payment, words, language)}</small>
              </span>
              <span className="due">
                <small>{words.dueOn}</small>
                {payment.dueOn ?? '—'}
              </span>
              <span className="sum">
                <b>{amount(payment.net)}</b>
                {!isZero(payment.undecided) && <small>△ {words.undecided(amount(payment.undecided))}</small>}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
