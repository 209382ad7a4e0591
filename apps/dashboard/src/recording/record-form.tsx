import { mayRecord, recorders, sideOf, type ContractView, type DocumentView, type Recorder } from '@weibao/messages';
import { Modal, Select } from 'antd';
import { useRef, useState } from 'react';
import { FileField } from '../evidence/file-field.js';
import { useUploads } from '../evidence/use-uploads.js';
import { Refused } from '../frame/refused.js';
import { useSending } from '../frame/use-sending.js';
import { documentWords } from '../i18n/document-words.js';
import { useLanguage, useWords, type Language } from '../i18n/language.js';
import { recordingWords } from '../i18n/recording-words.js';
import { useLive, useNow } from '../live/live-provider.js';
import { useSession } from '../session/session.js';
import { TimeField, timeFault } from '../stages/time-field.js';
import { instantOf } from '../time/moments.js';
import { typedTime } from '../time/typed-time.js';
import { factFrom, faultsOf, newDraft, newKeyAt, type Draft } from './draft.js';
import { FieldInput } from './field-input.js';
import { fieldsOf, takesFiles, type FormType, type RecordField } from './record-fields.js';
import './recording.css';
import { SealSays, signsInspection } from './seal-says.js';
import { useRecord } from './use-record.js';

/** What a form is opened with: the contracts that it may be about (one where that is known) and what is known already. */
export interface OpenForm {
  type: FormType;
  contracts: readonly ContractView[];
  known?: Draft;
  /** What the contract wants the document to say: asked for part by part. */
  parts?: NonNullable<DocumentView['wanted']>['parts'];
}

/** A short form for one fact, prefilled from where it was opened; it stays open, with everything typed, until the server has taken it. */
export function RecordForm({ open, onClose }: { open: OpenForm; onClose(): void }) {
  const { type } = open;
  const words = useWords(recordingWords);
  const files = useWords(documentWords);
  const { language } = useLanguage();
  const session = useSession();
  const { clock } = useLive();
  const nowMs = useNow();
  const record = useRecord();
  const [contractId, setContractId] = useState(open.contracts[0]?.contract ?? '');
  const contract = open.contracts.find((one) => one.contract === contractId) ?? open.contracts[0];
  const side = sideOf(session, contract?.parties ?? []);
  const fields = fieldsOf(type, side).flatMap((field) => withParts(field, open.parts ?? [], language));
  const [draft, setDraft] = useState<Draft>(() => newDraft(fields, open.known ?? {}, () => newKeyAt(clock.nowMs())));
  const [time, setTime] = useState('');
  const [tried, setTried] = useState(false);
  const [signed, setSigned] = useState(false);
  const { sending, refusal, attempt } = useSending();
  const uploads = useUploads(contract?.contract ?? '');
  const form = useRef<HTMLFormElement>(null);
  if (!contract) return null;

  const faults = faultsOf(fields, draft);
  const { backDated }: Recorder = recorders[type];
  const title = words.types[type] ?? type;
  const filesFault = uploads.busy ? files.waitForFiles : uploads.failed ? files.failedFiles : undefined;

  async function submit() {
    setTried(true);
    const firstFault = Object.keys(faults)[0];
    if (firstFault !== undefined || filesFault !== undefined || timeFault(time, clock.nowMs()) !== null || !contract) {
      if (firstFault !== undefined) form.current?.querySelector<HTMLElement>(`#record-${firstFault}`)?.focus();
      return;
    }
    const meant = typedTime(time, clock.nowMs());
    const fact: Record<string, unknown> = {
      ...factFrom(type, fields, draft),
      ...uploads.named(),
      ...(typeof meant === 'number' ? { at: instantOf(meant) } : {}),
    };
    const about = fields.flatMap(({ kind, name }) => (kind === 'key' || name === 'period' ? [fact[name]] : []));
    const besides = signed && signsInspection(draft) ? { signed } : {};
    if (await attempt(() => record(contract.contract, fact, about.filter(Boolean).join(' '), besides))) onClose();
  }

  return (
    <Modal
      open
      title={title}
      okText={words.send}
      cancelText={words.cancel}
      confirmLoading={sending}
      onOk={() => void submit()}
      onCancel={onClose}
      afterOpenChange={(isOpen) => isOpen && focusFirst(form.current)}
      width={480}
    >
      <form
        ref={form}
        className="record-form"
        aria-label={title}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {open.contracts.length > 1 ? (
          <div className="record-field">
            <label htmlFor="record-contract">{words.contract}</label>
            <Select
              id="record-contract"
              value={contract.contract}
              onChange={setContractId}
              options={open.contracts.map((one) => ({
                value: one.contract,
                label: language === 'zh' ? one.nameZh : one.nameEn,
              }))}
            />
          </div>
        ) : (
          <p className="record-contract">{language === 'zh' ? contract.nameZh : contract.nameEn}</p>
        )}
        {fields.map((field) => (
          <FieldInput
            key={field.name}
            field={field}
            contract={contract}
            value={draft[field.name]}
            fault={tried ? faults[field.name] : undefined}
            onChange={(value) => setDraft((before) => ({ ...before, [field.name]: value }))}
          />
        ))}
        {type === 'document.filed' && (
          <SealSays draft={draft} contract={contract} signed={signed} onChange={setSigned} />
        )}
        {takesFiles.has(type) && <FileField uploads={uploads} fault={tried ? filesFault : undefined} />}
        {backDated && (
          <div className="record-field">
            <label htmlFor="record-at">{words.at}</label>
            <TimeField
              id="record-at"
              value={time}
              nowMs={nowMs}
              hint={words.atHint}
              onChange={setTime}
              onEnter={() => void submit()}
            />
            {side === 'vendor' && time !== '' && <small>{words.atUnconfirmed}</small>}
          </div>
        )}
        {refusal !== null && <Refused error={refusal} title={words.refused(title)} />}
        {/* So that Enter in any field sends, as on every form. */}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Modal>
  );
}

/** The parts of a document are the contract's own, by its names; where it names none, nothing is asked. */
function withParts(field: RecordField, parts: NonNullable<OpenForm['parts']>, language: Language): RecordField[] {
  if (field.name !== 'parts') return [field];
  if (parts.length === 0) return [];
  const labels = Object.fromEntries(
    parts.map(({ part, nameZh, nameEn }) => [part, language === 'zh' ? nameZh : nameEn]),
  );
  return [{ ...field, options: parts.map(({ part }) => part), labels }];
}

/** What is still to be filled in; where everything is known already, the button that sends. */
function focusFirst(form: HTMLFormElement | null): void {
  const empty = form?.querySelector<HTMLElement>('[data-needed="empty"] input, [data-needed="empty"] textarea');
  (empty ?? form?.closest('.ant-modal')?.querySelector<HTMLElement>('.ant-btn-primary'))?.focus();
}

/** Those of the contracts in which this person may record the type. */
export function useContractsFor(contracts: readonly ContractView[]): (type: FormType) => ContractView[] {
  const session = useSession();
  return (type) => contracts.filter((one) => mayRecord(type, session.role, sideOf(session, one.parties)));
}
