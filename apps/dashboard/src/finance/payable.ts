import type { PaymentRecord } from '@weibao/exchange';

/** Whether the record itself says that this may be paid now; anything else is paid with a reason. */
export const isPayable = ({ status }: PaymentRecord) => status === 'eligible' || status === 'overdue';
