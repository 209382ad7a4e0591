import type { ContractView, RosterView } from '@weibao/messages';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { Refused } from '../frame/refused.js';
import { useWords } from '../i18n/language.js';
import { staffWords } from '../i18n/staff-words.js';
import { useRecord } from '../recording/use-record.js';
import { dayNumbers, peopleIn, rosterFact } from './roster-days.js';

interface RosterFormProps {
  contract: ContractView;
  roster: RosterView;
  onClose(): void;
}

/** Who stands on each weekend and holiday day of a month: one line a day, filed as the roster of the month. */
export function RosterForm({ contract, roster, onClose }: RosterFormProps) {
  const words = useWords(staffWords);
  const record = useRecord();
  const [typed, setTyped] = useState<Record<string, string>>(() =>
    Object.fromEntries(roster.days.map(({ on, people }) => [on, people.map(({ person }) => person).join('、')])),
  );
  const [everywhere, setEverywhere] = useState('');
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const isEmpty = (on: string) => peopleIn(typed[on] ?? '').length === 0;
  const open = roster.days.filter(({ on }) => isEmpty(on)).map(({ on }) => on);
  const nothing = open.length === roster.days.length;

  async function submit() {
    setTried(true);
    if (nothing || sending) return;
    setSending(true);
    setRefusal(null);
    try {
      await record(contract.contract, rosterFact(roster, typed), roster.period);
      onClose();
    } catch (error) {
      setRefusal(error);
    } finally {
      setSending(false);
    }
  }

  return (
    <Modal
      open
      title={words.fillTitle(roster.period)}
      okText={words.send}
      cancelText={words.cancel}
      confirmLoading={sending}
      onOk={() => void submit()}
      onCancel={onClose}
      width={480}
    >
      <form
        className="roster-form"
        aria-label={words.fillTitle(roster.period)}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p>{words.fillHint}</p>
        <div className="everywhere">
          <label htmlFor="roster-all">{words.sameForEmpty}</label>
          <Input
            id="roster-all"
            value={everywhere}
            autoComplete="off"
            onChange={(e) => setEverywhere(e.target.value)}
          />
          <Button
            onClick={() =>
              setTyped((before) => ({ ...before, ...Object.fromEntries(open.map((on) => [on, everywhere])) }))
            }
          >
            {words.fill}
          </Button>
        </div>
        {roster.days.map(({ on, kind }) => (
          <div className="roster-line" key={on}>
            <label htmlFor={`roster-${on}`}>
              {on.slice(5)} <small>{words.kinds[kind]}</small>
            </label>
            <Input
              id={`roster-${on}`}
              value={typed[on] ?? ''}
              placeholder={words.nobody}
              autoComplete="off"
              onChange={(event) => setTyped((before) => ({ ...before, [on]: event.target.value }))}
            />
          </div>
        ))}
        {tried && nothing && (
          <p role="alert" className="without">
            ▲ {words.needOne}
          </p>
        )}
        {!nothing && open.length > 0 && <p className="waiting-state">▲ {words.stillMissing(dayNumbers(open))}</p>}
        {refusal !== null && <Refused error={refusal} title={words.refused} />}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Modal>
  );
}
