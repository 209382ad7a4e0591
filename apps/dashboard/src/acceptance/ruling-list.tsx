import { useQuery } from '@tanstack/react-query';
import type { ContractView, RecordedFact } from '@weibao/messages';
import { Button } from 'antd';
import { useState } from 'react';
import { Refused } from '../frame/refused.js';
import { useWords } from '../i18n/language.js';
import { recordingWords } from '../i18n/recording-words.js';
import { rulingWords } from '../i18n/ruling-words.js';
import { ClauseId } from '../payments/clause-id.js';
import { yuan } from '../payments/money.js';
import { RecordForm, useContractsFor } from '../recording/record-form.js';
import { recordsQuery } from '../recording/records-query.js';
import { instantMs, momentOf } from '../time/moments.js';

const TYPES = ['breach.ruled', 'loss.claimed', 'notice.served'] as const;
type Said = (typeof TYPES)[number];

/** What only people can say: breaches that the hospital ruled, losses that a side claims, notices that a side served; and the forms for them. */
export function RulingList({ contract }: { contract: ContractView }) {
  const words = useWords(rulingWords);
  const { types } = useWords(recordingWords);
  const [open, setOpen] = useState<Said | null>(null);
  const contractsFor = useContractsFor([contract]);
  const { data, error, isError } = useQuery(recordsQuery(contract.contract, TYPES.join(',')));
  const facts = data?.facts ?? [];
  return (
    <>
      <h3>{words.title}</h3>
      {isError && <Refused error={error} title={words.unread} />}
      {data && facts.length === 0 && <p className="hint">{words.none}</p>}
      <ul className="rulings">
        {facts.map((fact) => (
          <Entry key={fact.id} recorded={fact} contract={contract} />
        ))}
      </ul>
      {data?.more && <p className="hint">{words.older}</p>}
      <div className="acts">
        {TYPES.filter((type) => contractsFor(type).length > 0).map((type) => (
          <Button key={type} data-record={type} onClick={() => setOpen(type)}>
            {types[type]}
          </Button>
        ))}
      </div>
      {open !== null && <RecordForm open={{ type: open, contracts: [contract] }} onClose={() => setOpen(null)} />}
    </>
  );
}

/** One of them as it was said: about which clause or notice, how much or how often, why, by whom. */
function Entry({ recorded, contract }: { recorded: RecordedFact; contract: ContractView }) {
  const words = useWords(rulingWords);
  const { types, options } = useWords(recordingWords);
  const { type, at, account, organisation } = recorded;
  const isVendor = contract.parties.some((party) => party.organisation === organisation && party.part === 'vendor');
  /** What was said in a field, in words; nothing where nothing was. */
  const said = (field: string, inWords: (text: string) => string | undefined = (text) => text): string | undefined => {
    const value: unknown = recorded.fact[field];
    return value === undefined || value === null ? undefined : (inWords(String(value)) ?? String(value));
  };
  const clause = said('clause');
  const how = [
    said('notice', (notice) => options[notice]),
    said('channel', (channel) => options[channel]),
    said('subject'),
    said('about'),
    said('period'),
    said('times', words.times),
    said('days', words.days),
    said('amount', yuan),
    said('person'),
  ];
  return (
    <li data-type={type}>
      <div>
        <b>{types[type]}</b> {clause !== undefined && <ClauseId clause={clause} />}{' '}
        <span>{how.filter(Boolean).join(' · ')}</span>
      </div>
      <div>{said('note')}</div>
      <small>
        {momentOf(instantMs(at)).slice(0, 16)}
        {account !== null && ` · ${words.by(account, isVendor)}`}
      </small>
    </li>
  );
}
