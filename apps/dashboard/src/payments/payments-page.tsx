import { useQuery } from '@tanstack/react-query';
import type { DeductionRecord } from '@weibao/exchange';
import type { ContractView } from '@weibao/messages';
import { Skeleton } from 'antd';
import { Refused } from '../frame/refused.js';
import { contractsQuery, paymentsQuery } from '../http/queries.js';
import { clockWords } from '../i18n/clock-words.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { paymentWords } from '../i18n/payment-words.js';
import { instantMs, momentOf } from '../time/moments.js';
import { Figure } from './figure.js';
import { yuan } from './money.js';
import { PaymentCard } from './payment-card.js';
import './payments.css';

/** May we pay this, how much, and why not yet: contract by contract. */
export function PaymentsPage() {
  const words = useWords(paymentWords);
  const frame = useWords(frameWords);
  const { data, error, isError } = useQuery(contractsQuery);
  return (
    <>
      <h1>{words.title}</h1>
      {isError && <Refused error={error} title={frame.readFailed(words.title)} />}
      {!data && !isError && <Skeleton active paragraph={{ rows: 10 }} />}
      {data?.missing.map(({ contract, message }) => (
        <p role="status" key={contract}>
          ▲ {frame.partMissing(contract, message)}
        </p>
      ))}
      <div className="payments-page">
        {data?.contracts.map((contract) => (
          <ContractPayments key={contract.contract} contract={contract} />
        ))}
      </div>
    </>
  );
}

function ContractPayments({ contract }: { contract: ContractView }) {
  const words = useWords(paymentWords);
  const { language } = useLanguage();
  const { data, error, isError } = useQuery(paymentsQuery(contract.contract));
  const name = language === 'zh' ? contract.nameZh : contract.nameEn;
  const payments = data?.outcome.payments ?? [];
  return (
    <section className="card" aria-label={name} data-contract={contract.contract}>
      <h2>
        {name}
        {data && <small>{words.asOf(momentOf(instantMs(data.outcome.asOf)))}</small>}
      </h2>
      {isError && <Refused error={error} />}
      {!data && !isError && <Skeleton active />}
      {payments.map((payment) => (
        <PaymentCard key={payment.payment} payment={payment} />
      ))}
      {data && payments.length === 0 && <p>{words.empty}</p>}
      {data && <Deductions deductions={data.outcome.deductions ?? []} />}
    </section>
  );
}

function Deductions({ deductions }: { deductions: readonly DeductionRecord[] }) {
  const words = useWords(paymentWords);
  const clocks = useWords(clockWords);
  if (deductions.length === 0) return null;
  return (
    <table>
      <caption>{words.deductions}</caption>
      <tbody>
        {deductions.map((deduction, place) => (
          <tr key={`${deduction.clause} ${deduction.subject} ${deduction.period} ${deduction.breach} ${place}`}>
            <td>
              {[
                deduction.subject,
                deduction.period,
                words.breaches[deduction.breach] ?? clocks.stages[deduction.breach] ?? deduction.breach,
              ]
                .filter(Boolean)
                .join(' · ')}
            </td>
            <td>{deduction.clause}</td>
            <td>{words.payer[deduction.payer]}</td>
            <td>{words.decision[deduction.decision]}</td>
            <td className="amount">
              <Figure clause={deduction.clause} steps={deduction.steps}>
                {deduction.payable === null ? words.unknown : yuan(deduction.payable)}
              </Figure>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
