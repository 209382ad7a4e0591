import { Modal } from 'antd';
import { Refused } from '../frame/refused.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { paymentWords } from '../i18n/payment-words.js';
import { periodText } from '../payments/period-text.js';
import { useRecordFact } from '../payments/use-record-fact.js';

/** The hospital confirms the annual report that was filed about a service year (`year-1`). */
export function ReportDialog({ contract, about, onClose }: { contract: string; about: string; onClose(): void }) {
  const { actions } = useWords(paymentWords);
  const { language } = useLanguage();
  const period = periodText(about, language);
  const { record, sending, refusal } = useRecordFact(contract);
  async function submit() {
    const fact = { type: 'document.confirmed', document: 'annual-report', about } as const;
    if (await record({ fact }, `${actions.confirmReport} ${period}`)) onClose();
  }
  return (
    <Modal
      open
      title={actions.confirmReport}
      okText={actions.save}
      cancelText={actions.cancel}
      confirmLoading={sending}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      {refusal !== null && <Refused error={refusal} title={actions.refused(actions.confirmReport)} />}
      <p>{actions.confirmReportText(period)}</p>
    </Modal>
  );
}
