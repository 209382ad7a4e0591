import type { PaymentRecord } from '@weibao/exchange';
import type { RecordableFact } from '@weibao/messages';
import { Checkbox, Input, Modal } from 'antd';
import { useState } from 'react';
import { Refused } from '../frame/refused.js';
import { useWords } from '../i18n/language.js';
import { paymentWords } from '../i18n/payment-words.js';
import { Field } from '../payments/field.js';
import { typedAmount } from '../payments/money.js';
import { useRecordFact } from '../payments/use-record-fact.js';
import { isPayable } from './payable.js';

export type PaymentAct = 'invoice' | 'application' | 'made';

interface PaymentDialogProps {
  contract: string;
  act: PaymentAct;
  payment: PaymentRecord;
  onClose(): void;
}

/** Records an invoice, the application for a payment, or the payment itself; the amount is the one owed unless another is typed. */
export function PaymentDialog({ contract, act, payment, onClose }: PaymentDialogProps) {
  const words = useWords(paymentWords);
  const { actions } = words;
  const { record, sending, refusal } = useRecordFact(contract);
  const [amount, setAmount] = useState(payment.net ?? '');
  const [buyerWrong, setBuyerWrong] = useState(false);
  const [taxWrong, setTaxWrong] = useState(false);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const typed = typedAmount(amount);
  const amountFault = act !== 'application' && typed === null;
  const noteFault = act === 'made' && !isPayable(payment) && note.trim() === '';

  function fact(): RecordableFact {
    const about = { payment: payment.payment, ...(note.trim() === '' ? {} : { note: note.trim() }) };
    if (act === 'application') return { type: 'payment.application-filed', ...about };
    if (act === 'made') return { type: 'payment.made', ...about, amount: typed ?? '' };
    return {
      type: 'invoice.received',
      ...about,
      amount: typed ?? '',
      ...(buyerWrong ? { buyerMatch: false } : {}),
      ...(taxWrong ? { taxMatch: false } : {}),
    };
  }
  async function submit() {
    setTried(true);
    if (amountFault || noteFault) return;
    if (await record({ fact: fact() }, `${actions[act]} ${payment.payment}`)) onClose();
  }

  return (
    <Modal
      open
      title={`${actions[act]} · ${payment.payment}`}
      okText={actions.save}
      cancelText={actions.cancel}
      confirmLoading={sending}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      {refusal !== null && <Refused error={refusal} title={actions.refused(actions[act])} />}
      {act === 'application' && <p>{actions.applicationText}</p>}
      {act !== 'application' && (
        <Field
          id="payment-amount"
          label={actions.amount}
          hint={actions.amountHint}
          fault={tried && amountFault ? actions.amountFault : null}
        >
          <Input
            id="payment-amount"
            inputMode="decimal"
            autoFocus
            value={amount}
            onChange={(event) => setAmount(event.target.value)}
            onPressEnter={() => void submit()}
          />
        </Field>
      )}
      {act === 'invoice' && (
        <div className="dialog-field">
          <Checkbox checked={buyerWrong} onChange={(event) => setBuyerWrong(event.target.checked)}>
            {actions.buyerWrong}
          </Checkbox>
          <Checkbox checked={taxWrong} onChange={(event) => setTaxWrong(event.target.checked)}>
            {actions.taxWrong}
          </Checkbox>
        </div>
      )}
      {act === 'made' && (
        <Field
          id="payment-note"
          label={actions.reason}
          hint={actions.reasonWhenHeld}
          fault={tried && noteFault ? actions.reasonNeeded : null}
        >
          <Input id="payment-note" value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
      )}
    </Modal>
  );
}
