import { useQuery } from '@tanstack/react-query';
import type { AcceptanceRecord, MetricRecord, PaymentRecord } from '@weibao/exchange';
import { mayRecord, sideOf, type ApplicationPackView, type ContractView } from '@weibao/messages';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { acceptanceWords } from '../i18n/acceptance-words.js';
import { useWords } from '../i18n/language.js';
import { paymentWords } from '../i18n/payment-words.js';
import { paperAddress } from '../sheets/paper-address.js';
import { AcceptanceDialog } from '../payments/acceptance-dialog.js';
import { ClauseId } from '../payments/clause-id.js';
import { MarksLine } from '../payments/why-tree.js';
import { RecordForm } from '../recording/record-form.js';
import { recordsQuery } from '../recording/records-query.js';
import { useSession } from '../session/session.js';
import { nextSteps, stepsOf, type AcceptanceStep } from './acceptance-steps.js';
import { ApplicationPack } from './application-pack.js';
import { Criteria } from './criteria.js';
import { PackList, type Register } from './pack-list.js';
import { StepList } from './step-list.js';

const shapes: Record<AcceptanceRecord['status'], string> = {
  'not-due': '·',
  due: '○',
  applied: '●',
  passed: '✓',
  failed: '✕',
  repassed: '✓',
  refailed: '✕',
};

interface YearCardProps {
  contract: ContractView;
  acceptance: AcceptanceRecord;
  metrics: readonly MetricRecord[];
  pack: ApplicationPackView | undefined; // what comes with the application, where the contract names it
  register: Register;
  payments: readonly PaymentRecord[]; // those that wait for this acceptance
}

/** One year's acceptance: how far it is, by what it is measured, what it wants in writing, what it holds up, and the next step as a button. */
export function YearCard({ contract, acceptance, metrics, pack, register, payments }: YearCardProps) {
  const words = useWords(acceptanceWords);
  const payment = useWords(paymentWords);
  const session = useSession();
  const [open, setOpen] = useState<AcceptanceStep | null>(null);
  const { data } = useQuery(recordsQuery(contract.contract, 'acceptance.*'));
  const { year, status } = acceptance;
  const steps = stepsOf(acceptance, data?.facts ?? []);
  const side = sideOf(session, contract.parties);
  const acts =
    data === undefined ? [] : nextSteps(acceptance, steps).filter((step) => mayRecord(step, session.role, side));
  const title = words.year(String(year));
  const close = () => setOpen(null);
  return (
    <article className="card year" aria-label={title} data-year={year} data-state={status}>
      <header>
        <h3>{title}</h3>
        <b className={`state ${status}`}>
          {shapes[status]} {words.states[status]}
        </b>
        <ClauseId clause={acceptance.clause} />
        <span className="acts">
          {acts.map((step, place) => (
            <Button key={step} type={place === 0 ? 'primary' : 'default'} data-act={step} onClick={() => setOpen(step)}>
              {words.record[step]}
            </Button>
          ))}
        </span>
      </header>
      {status === 'not-due' ? (
        <p className="hint">
          {words.notDue} {acceptance.applyBy !== null && words.by(acceptance.applyBy)}
        </p>
      ) : (
        <>
          <StepList contract={contract.contract} acceptance={acceptance} steps={steps} />
          <Criteria acceptance={acceptance} metrics={metrics} />
          {pack && <ApplicationPack pack={pack} />}
          <PackList contract={contract} year={year} register={register} />
        </>
      )}
      {status !== 'not-due' && (
        <p className="to-paper">
          <Link to={paperAddress(contract.contract, 'acceptance-report', `year-${year}`)}>{words.printReport} ›</Link>
          {steps.some(({ step, passed }) => step === 'acceptance.held' && passed === false) && (
            <Link to={paperAddress(contract.contract, 'rectification-notice', `year-${year}`)}>
              {words.printNotice} ›
            </Link>
          )}
        </p>
      )}
      <h4>{words.consequences}</h4>
      {payments.length === 0 && <p className="hint">{words.noConsequences}</p>}
      <ul className="held-payments">
        {payments.map((one) => (
          <li key={one.payment} data-payment={one.payment} data-state={one.status}>
            <Link to={`/payments/${contract.contract}/${one.payment}`}>{one.payment}</Link> {payment.states[one.status]}
            {one.dueOn !== null && ` · ${words.by(one.dueOn)}`}
          </li>
        ))}
      </ul>
      <MarksLine marks={acceptance} />
      {(open === 'acceptance.held' || open === 'acceptance.reheld') && (
        <AcceptanceDialog contract={contract.contract} type={open} acceptance={acceptance} onClose={close} />
      )}
      {open !== null && open !== 'acceptance.held' && open !== 'acceptance.reheld' && (
        <RecordForm open={{ type: open, contracts: [contract], known: { year: String(year) } }} onClose={close} />
      )}
    </article>
  );
}
