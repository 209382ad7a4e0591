import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Input, Select } from 'antd';
import { contactsQuery } from '../http/directory-queries.js';
import { deskWords } from '../i18n/desk-words.js';
import { useWords } from '../i18n/language.js';
import { mayKeepContacts, useSession } from '../session/session.js';
import type { Draft } from './report-draft.js';

type Called = Pick<Draft, 'department' | 'caller' | 'phone' | 'told' | 'channel'>;
const channels = ['phone', 'message', 'platform', 'onsite'] as const;

/** Who calls and whom the vendor is told through. Names and numbers go to the directory, the way of telling into the record. */
export function CallerFields({ value, onChange }: { value: Called; onChange(part: Partial<Called>): void }) {
  const words = useWords(deskWords);
  const { role } = useSession();
  const isDesk = mayKeepContacts(role);
  const { data } = useQuery({ ...contactsQuery, enabled: isDesk });
  const known = (data ?? []).filter(({ department, name, phone }) =>
    [department, name, phone].some((text) => text.includes(value.caller.trim())),
  );
  return (
    <div className="caller-fields">
      {role !== 'reporter' && (
        <div>
          <label htmlFor="department">{words.department}</label>
          <Input
            id="department"
            value={value.department}
            placeholder={words.departmentHint}
            autoComplete="off"
            onChange={(event) => onChange({ department: event.target.value })}
          />
        </div>
      )}
      <div>
        <label htmlFor="caller">{words.caller}</label>
        <AutoComplete
          style={{ width: '100%' }}
          id="caller"
          value={value.caller}
          placeholder={words.callerHint}
          defaultActiveFirstOption={false}
          popupMatchSelectWidth={false}
          options={known.slice(0, 8).map(({ id, department, name, phone }) => ({
            value: id,
            label: [name, department, phone].filter(Boolean).join(' · '),
          }))}
          onChange={(caller: string) => onChange({ caller })}
          onSelect={(id: string) => {
            const chosen = known.find((contact) => contact.id === id);
            if (chosen)
              onChange({
                caller: chosen.name,
                phone: chosen.phone,
                ...(chosen.department === '' ? {} : { department: chosen.department }),
              });
          }}
        />
      </div>
      <div>
        <label htmlFor="call-back">{words.callBack}</label>
        <Input
          id="call-back"
          value={value.phone}
          maxLength={60}
          autoComplete="off"
          onChange={(event) => onChange({ phone: event.target.value })}
        />
      </div>
      {isDesk && (
        <>
          <div>
            <label htmlFor="told">{words.told}</label>
            <Input
              id="told"
              value={value.told}
              maxLength={60}
              placeholder={words.toldHint}
              autoComplete="off"
              onChange={(event) => onChange({ told: event.target.value })}
            />
          </div>
          <div>
            <label htmlFor="channel">{words.channel}</label>
            <Select<string>
              style={{ width: '100%' }}
              id="channel"
              allowClear
              value={value.channel || null}
              placeholder={words.channelHint}
              options={channels.map((channel) => ({ value: channel, label: words.channels[channel] }))}
              onChange={(channel) => onChange({ channel: channel ?? '' })}
            />
          </div>
        </>
      )}
    </div>
  );
}
