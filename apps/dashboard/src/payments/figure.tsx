import type { Step } from '@weibao/exchange';
import { Popover } from 'antd';
import type { ReactNode } from 'react';
import { paymentWords } from '../i18n/payment-words.js';
import { useWords } from '../i18n/language.js';

/** A figure that opens to its clause and, where there are any, the lines of its sum. */
export function Figure({
  children,
  clause,
  steps = [],
}: {
  children: ReactNode;
  clause: string;
  steps?: readonly Step[];
}) {
  const words = useWords(paymentWords);
  const content = (
    <div className="figure-why">
      {steps.map((step, place) => (
        <div className="step" key={`${place} ${step.label}`}>
          <span>{step.label}</span>
          <b>{step.result === null ? words.unknown : String(step.result)}</b>
          <small>{step.clause}</small>
        </div>
      ))}
      <small>
        {words.clause} {clause}
      </small>
    </div>
  );
  return (
    <Popover content={content} trigger={['click', 'focus']}>
      <button type="button" className="figure">
        {children}
      </button>
    </Popover>
  );
}
