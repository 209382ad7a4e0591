import type { ContractView } from '@weibao/messages';
import { Button, Input, type RefSelectProps } from 'antd';
import { useRef, useState, type FormEvent } from 'react';
import { Refused } from '../frame/refused.js';
import { useSending } from '../frame/use-sending.js';
import { useContractName } from '../http/contract-name.js';
import { deskWords } from '../i18n/desk-words.js';
import { useWords } from '../i18n/language.js';
import { useNow } from '../live/live-provider.js';
import { useSend } from '../outbox/outbox-provider.js';
import { TimeField } from '../stages/time-field.js';
import { CallerFields } from './caller-fields.js';
import { Hotlines } from './hotlines.js';
import { LevelChoice } from './level-choice.js';
import {
  contractOf,
  coveringContracts,
  draftFaults,
  emptyDraft,
  reportBody,
  type Draft,
  type DraftFault,
} from './report-draft.js';
import { SystemField } from './system-field.js';

interface ReportFormProps {
  contracts: readonly ContractView[];
  onSaved(saved: { contract: string; incident: string }): void;
}

/** Report an incident without leaving the keyboard: system, level, Enter; everything else is optional. */
export function ReportForm({ contracts, onSaved }: ReportFormProps) {
  const words = useWords(deskWords);
  const nowMs = useNow();
  const send = useSend();
  const contractName = useContractName();
  const system = useRef<RefSelectProps>(null);
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [tried, setTried] = useState(false);
  const { sending, refusal, attempt } = useSending();
  const covering = coveringContracts(draft, nowMs);
  const contract = contractOf(draft, nowMs);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const faults = tried ? draftFaults(draft, nowMs) : [];

  async function save(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (draftFaults(draft, nowMs).length > 0 || !contract) return;
    const label = [words.report, draft.choice?.system, draft.choice?.subsystem].filter(Boolean).join(' ');
    await attempt(async () => {
      const { result } = await send({
        contract: contract.contract,
        path: '/incidents',
        body: reportBody(draft, nowMs),
        label,
      });
      onSaved({ contract: contract.contract, incident: result.incident ?? '' });
      setDraft(emptyDraft);
      setTried(false);
      system.current?.focus();
    });
  }

  return (
    <form className="card report-form" onSubmit={(event) => void save(event)} aria-label={words.report} noValidate>
      <h2>{words.report}</h2>
      <label htmlFor="system">{words.system}</label>
      <SystemField
        contracts={contracts}
        value={draft.choice}
        selectRef={system}
        fault={faults.includes('systemMissing')}
        onChange={(choice) => change({ choice, contract: null, level: null })}
      />
      <Fault of="systemMissing" among={faults} />

      {covering.length > 1 && (
        <ContractChoice
          contracts={covering}
          value={draft.contract}
          onChange={(chosen) => change({ contract: chosen, level: null })}
        />
      )}
      <Fault of="contractMissing" among={faults} />
      {draft.choice && contract && <p className="follows">{words.savedUnder(contractName(contract.contract))}</p>}
      {draft.choice && contract && <Hotlines contract={contract.contract} system={draft.choice.system} />}

      <span className="label">{words.level}</span>
      {contract && contract.levels.length > 0 && (
        <LevelChoice contract={contract} value={draft.level} takeFocus onChange={(level) => change({ level })} />
      )}
      {!contract && <p className="hint">{words.levelFirst}</p>}
      {contract?.levels.length === 0 && <p className="hint">{words.noLevels}</p>}
      <Fault of="levelMissing" among={faults} />

      <CallerFields value={draft} onChange={change} />
      <label htmlFor="summary">{words.summary}</label>
      <Input
        id="summary"
        value={draft.summary}
        placeholder={words.summaryHint}
        autoComplete="off"
        onChange={(event) => change({ summary: event.target.value })}
      />
      <label htmlFor="called-at">{words.calledAt}</label>
      <TimeField
        id="called-at"
        value={draft.calledAt}
        nowMs={nowMs}
        hint={words.calledAtHint}
        onChange={(calledAt) => change({ calledAt })}
      />
      {refusal !== null && <Refused error={refusal} title={words.reportFailed} />}
      <Button type="primary" htmlType="submit" size="large" block loading={sending}>
        {sending ? words.saving : words.save}
      </Button>
    </form>
  );
}

function Fault({ of, among }: { of: DraftFault; among: DraftFault[] }) {
  const words = useWords(deskWords);
  return among.includes(of) ? (
    <p className="fault" role="alert">
      {words[of]}
    </p>
  ) : null;
}

interface ContractChoiceProps {
  contracts: ContractView[];
  value: string | null;
  onChange(contract: string): void;
}

/** Asked only where two contracts cover the same system. */
function ContractChoice({ contracts, value, onChange }: ContractChoiceProps) {
  const words = useWords(deskWords);
  const contractName = useContractName();
  return (
    <fieldset className="contract-choice">
      <legend>{words.contractAsked}</legend>
      {contracts.map(({ contract }, place) => (
        <label key={contract}>
          <input
            type="radio"
            name="contract"
            autoFocus={place === 0}
            checked={value === contract}
            onChange={() => onChange(contract)}
          />{' '}
          {contractName(contract)}
        </label>
      ))}
    </fieldset>
  );
}
