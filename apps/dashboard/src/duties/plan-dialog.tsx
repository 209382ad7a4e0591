import { useQuery } from '@tanstack/react-query';
import type { ContractView, DutyForms } from '@weibao/messages';
import { Input, Modal, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { Refused } from '../frame/refused.js';
import { useSending } from '../frame/use-sending.js';
import { dutyFormsQuery } from '../http/queries.js';
import { dutyWords } from '../i18n/duty-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { recordingWords } from '../i18n/recording-words.js';
import { useLive } from '../live/live-provider.js';
import { newKeyAt } from '../recording/draft.js';
import { useRecord } from '../recording/use-record.js';

interface PlanDialogProps {
  contracts: readonly ContractView[];
  onClose(): void;
}

/** Gives a date to work that the contract leaves to a plan; what can be planned is what its terms name. */
export function PlanDialog({ contracts, onClose }: PlanDialogProps) {
  const words = useWords(dutyWords);
  const recording = useWords(recordingWords);
  const { language } = useLanguage();
  const { clock } = useLive();
  const record = useRecord();
  const [contract, setContract] = useState(contracts[0]?.contract ?? '');
  const [kind, setKind] = useState<string | null>(null);
  const [dueOn, setDueOn] = useState('');
  const [note, setNote] = useState('');
  const { sending, refusal, attempt } = useSending();
  const [duty] = useState(() => newKeyAt(clock.nowMs()));
  const forms = useQuery(dutyFormsQuery(contract));
  const plan = forms.data?.forms.plan ?? [];
  const titleOf = (item: DutyForms['plan'][number]) =>
    `${language === 'zh' ? item.titleZh : item.titleEn} · ${recording.options[item.kind] ?? item.kind}`;
  const chosen = plan.find((item) => item.kind === kind) ?? plan[0];
  const ready = chosen !== undefined && dueOn !== '';

  async function submit() {
    if (!ready) return;
    const done = await attempt(async () => {
      const fact = { type: 'duty.planned', duty, kind: chosen.kind, dueOn, ...(note.trim() === '' ? {} : { note }) };
      await record(contract, fact, `${titleOf(chosen)} ${dueOn}`);
    });
    if (done) onClose();
  }

  return (
    <Modal
      open
      title={words.planTitle}
      okText={words.plan}
      cancelText={recording.cancel}
      okButtonProps={{ disabled: !ready }}
      confirmLoading={sending}
      onOk={() => void submit()}
      onCancel={onClose}
      width={480}
    >
      <form
        className="record-form"
        aria-label={words.planTitle}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div className="record-field">
          <label htmlFor="plan-contract">{words.contract}</label>
          <Select
            id="plan-contract"
            value={contract}
            onChange={(value) => {
              setContract(value);
              setKind(null);
            }}
            options={contracts.map((one) => ({
              value: one.contract,
              label: language === 'zh' ? one.nameZh : one.nameEn,
            }))}
          />
        </div>
        {forms.isPending && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
        {forms.error && <Refused error={forms.error} />}
        {forms.data && !chosen && <p className="note">○ {words.planNothing}</p>}
        {chosen && (
          <>
            <div className="record-field">
              <label htmlFor="plan-kind">{words.planWhat}</label>
              <Select
                id="plan-kind"
                value={chosen.kind}
                onChange={setKind}
                options={plan.map((item) => ({ value: item.kind, label: titleOf(item) }))}
              />
              <small>
                {chosen.clause} · {words.owedBy[chosen.owedBy]}
              </small>
            </div>
            <div className="record-field">
              <label htmlFor="plan-due">{words.dueOn}</label>
              <Input id="plan-due" type="date" value={dueOn} onChange={(event) => setDueOn(event.target.value)} />
            </div>
            <div className="record-field">
              <label htmlFor="plan-note">{recording.fields['note']}</label>
              <Input id="plan-note" value={note} onChange={(event) => setNote(event.target.value)} autoComplete="off" />
              <small>{recording.hints['note']}</small>
            </div>
          </>
        )}
        {refusal !== null && <Refused error={refusal} title={recording.refused(words.planTitle)} />}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Modal>
  );
}
