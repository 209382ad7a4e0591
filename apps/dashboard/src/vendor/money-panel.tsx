import { useQuery } from '@tanstack/react-query';
import type { ContractView } from '@weibao/messages';
import { useState } from 'react';
import { Link } from 'react-router';
import { paymentsQuery } from '../http/queries.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { paymentWords } from '../i18n/payment-words.js';
import { vendorWords } from '../i18n/vendor-words.js';
import { DecideActions } from '../payments/decide-actions.js';
import { decisionsOn, lineKey } from '../payments/deduction-line.js';
import { DeductionTable } from '../payments/deduction-table.js';
import { yuan } from '../payments/money.js';
import { paymentShapes } from '../payments/payment-face.js';
import { periodText } from '../payments/period-text.js';
import { ClauseId } from '../payments/clause-id.js';
import { DeductionWhy } from '../payments/why-tree.js';
import { recordsQuery } from '../recording/records-query.js';
import { Panel } from './panel.js';

/** What it has cost so far: the lines with their sums, the dispute of one's own, the caps used, and how the payments stand. */
export function MoneyPanel({ contract }: { contract: ContractView }) {
  const words = useWords(vendorWords);
  const { language } = useLanguage();
  const payment = useWords(paymentWords);
  const [selected, setSelected] = useState<string | null>(null);
  const query = useQuery(paymentsQuery(contract.contract));
  const records = useQuery(recordsQuery(contract.contract, 'deduction.decided'));
  const { deductions = [], caps = [], payments = [] } = query.data?.outcome ?? {};
  const line = deductions.find((one) => lineKey(one) === selected);
  const decisions = line ? decisionsOn(line, records.data?.facts ?? []) : [];
  return (
    <Panel name="money" title={words.deductions} query={query}>
      <DeductionTable lines={deductions} selected={selected} onSelect={setSelected}>
        <DecideActions contract={contract} line={line} decisions={decisions} />
      </DeductionTable>
      {line && <DeductionWhy line={line} decisions={decisions} />}
      <h3>{words.caps}</h3>
      {caps.length === 0 && <p className="nothing">{words.noCaps}</p>}
      <ul>
        {caps.map((cap) => (
          <li key={`${cap.clause} ${cap.period}`} className="line" data-cap={cap.clause}>
            <span>
              <ClauseId clause={cap.clause} />{' '}
              <small>{cap.period !== undefined && periodText(cap.period, language)}</small>
            </span>
            <b>{words.capUsed(yuan(cap.used), cap.limit === null ? '—' : yuan(cap.limit))}</b>
          </li>
        ))}
      </ul>
      <h3>{words.payments}</h3>
      <ul className="own-payments">
        {payments.map((one) => (
          <li key={one.payment}>
            <Link to={`/payments/${contract.contract}/${one.payment}`}>
              {one.payment} {paymentShapes[one.status]} {payment.states[one.status]}
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
