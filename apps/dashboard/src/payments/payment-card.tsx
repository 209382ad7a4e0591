import type { GateRecord, PaymentRecord } from '@weibao/exchange';
import { paymentWords } from '../i18n/payment-words.js';
import { useWords } from '../i18n/language.js';
import { Figure } from './figure.js';
import { isZero, yuan } from './money.js';

const shapes: Record<PaymentRecord['status'], string> = {
  paid: '✓',
  eligible: '●',
  overdue: '■',
  held: '◆',
  suspended: '‖',
  forfeited: '✕',
  'not-yet': '○',
};

/** One payment: may it be paid, how much, and why not yet. Those whose time has not come stay folded. */
export function PaymentCard({ payment }: { payment: PaymentRecord }) {
  const words = useWords(paymentWords);
  const open = payment.gates.filter((gate) => gate.open === true).length;
  const money = (amount: string | null) =>
    amount === null ? <em>{words.unknown}</em> : <Figure clause={payment.clause}>{yuan(amount)}</Figure>;
  return (
    <details
      className={`payment ${payment.status}`}
      open={payment.status !== 'not-yet' && payment.status !== 'paid'}
      data-payment={payment.payment}
      data-state={payment.status}
    >
      <summary>
        <b>{payment.payment}</b>
        <span className="status">
          {shapes[payment.status]} {words.states[payment.status]}
        </span>
        <span className="due">
          {words.dueOn} {payment.dueOn ?? words.noDue}
        </span>
        <span className="net">{payment.net === null ? words.unknown : yuan(payment.net)}</span>
      </summary>
      <dl>
        <div>
          <dt>{words.gross}</dt>
          <dd>{money(payment.gross)}</dd>
        </div>
        <div>
          <dt>{words.deducted}</dt>
          <dd>
            {money(payment.deducted)}
            {!isZero(payment.undecided) && <small>{words.undecided(yuan(payment.undecided))}</small>}
          </dd>
        </div>
        <div>
          <dt>{words.net}</dt>
          <dd>{money(payment.net)}</dd>
        </div>
      </dl>
      <h3>
        {words.gates} <small>{words.gatesOpen(open, payment.gates.length)}</small>
      </h3>
      <ul>
        {payment.gates.map((gate) => (
          <Gate key={`${gate.gate} ${gate.clause}`} gate={gate} />
        ))}
      </ul>
    </details>
  );
}

function Gate({ gate }: { gate: GateRecord }) {
  const words = useWords(paymentWords);
  const state = gate.open === null ? 'unknown' : gate.open ? 'open' : 'closed';
  const shape = { open: '✓', closed: '✕', unknown: '?' }[state];
  return (
    <li className={`gate ${state}`} data-gate={gate.gate} data-state={state}>
      <i aria-hidden="true">{shape}</i>
      <span>
        <b>{words.gateTitles[gate.gate] ?? gate.gate}</b> {gate.because}
      </span>
      <small>{gate.clause}</small>
    </li>
  );
}
