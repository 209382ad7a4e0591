import type { AcceptanceRecord, FactOf, PaymentRecord } from '@weibao/exchange';
import { mayRecord, sideOf, type ContractView, type RecordableType, type RecordedFact } from '@weibao/messages';
import { Button } from 'antd';
import { useState } from 'react';
import { useWords } from '../i18n/language.js';
import { paymentWords } from '../i18n/payment-words.js';
import { AcceptanceDialog } from '../payments/acceptance-dialog.js';
import { useSession } from '../session/session.js';
import { isPayable } from './payable.js';
import { PaymentDialog, type PaymentAct } from './payment-dialog.js';
import { acceptanceYear } from './progress.js';
import { ReportDialog } from './report-dialog.js';

interface PaymentActionsProps {
  contract: ContractView;
  payment: PaymentRecord;
  acceptances: readonly AcceptanceRecord[];
  records: readonly RecordedFact[];
}

type Open = { act: PaymentAct } | { act: 'accept' | 'report' };
const typeOf = {
  invoice: 'invoice.received',
  application: 'payment.application-filed',
  made: 'payment.made',
} as const satisfies Record<PaymentAct, RecordableType>;

/** What this account may record about the payment now; nothing that its role may not do is offered. */
export function PaymentActions({ contract, payment, acceptances, records }: PaymentActionsProps) {
  const words = useWords(paymentWords);
  const session = useSession();
  const [open, setOpen] = useState<Open | null>(null);
  const side = sideOf(session, contract.parties);
  const may = (type: RecordableType) => mayRecord(type, session.role, side);
  const year = acceptanceYear(payment.gates);
  const acceptance = acceptances.find((one) => one.year === year);
  const verdictType = acceptance?.status === 'failed' ? 'acceptance.reheld' : 'acceptance.held';
  const mayRule = (acceptance?.status === 'applied' || acceptance?.status === 'failed') && may(verdictType);
  const report = may('document.confirmed') && year !== null ? unconfirmedReport(records, `year-${year}`) : null;
  const settled = payment.status === 'paid' || payment.status === 'forfeited';
  const acts = (['invoice', 'application', 'made'] as const).filter((act) => may(typeOf[act]));
  const asksForInvoice = payment.gates.some(({ gate, open: fulfilled }) => gate === 'invoice' && fulfilled !== true);
  const close = () => setOpen(null);
  if (settled) return null;
  return (
    <div className="acts" data-payment-acts>
      {mayRule && (
        <Button type="primary" data-act="accept" onClick={() => setOpen({ act: 'accept' })}>
          {verdictType === 'acceptance.held' ? words.actions.accept : words.actions.reaccept}
        </Button>
      )}
      {report && (
        <Button data-act="report" onClick={() => setOpen({ act: 'report' })}>
          {words.actions.confirmReport}
        </Button>
      )}
      {acts
        .filter((act) => act !== 'invoice' || asksForInvoice)
        .map((act) => (
          <Button
            key={act}
            type={act === 'made' && isPayable(payment) ? 'primary' : 'default'}
            data-act={act}
            onClick={() => setOpen({ act })}
          >
            {words.actions[act]}
          </Button>
        ))}
      {open?.act === 'accept' && acceptance && (
        <AcceptanceDialog contract={contract.contract} type={verdictType} acceptance={acceptance} onClose={close} />
      )}
      {open?.act === 'report' && report && <ReportDialog contract={contract.contract} about={report} onClose={close} />}
      {open !== null && open.act !== 'accept' && open.act !== 'report' && (
        <PaymentDialog contract={contract.contract} act={open.act} payment={payment} onClose={close} />
      )}
    </div>
  );
}

/** What the annual report of a year was filed about, where it was filed and the hospital has not confirmed it. */
function unconfirmedReport(records: readonly RecordedFact[], about: string): string | null {
  const named = (type: 'document.filed' | 'document.confirmed') =>
    records.some((record) => {
      const fact = record.fact as FactOf<'document.filed'>;
      return record.type === type && fact.document === 'annual-report' && fact.about === about;
    });
  return named('document.filed') && !named('document.confirmed') ? about : null;
}
