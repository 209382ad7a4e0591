import { useQuery } from '@tanstack/react-query';
import type { ContractView } from '@weibao/messages';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { ClauseLink } from '../clauses/clause-link.js';
import { Refused } from '../frame/refused.js';
import { frameWords } from '../i18n/frame-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { staffWords } from '../i18n/staff-words.js';
import { RecordForm, useContractsFor, type OpenForm } from '../recording/record-form.js';
import { ApprovalRow } from './approval-row.js';
import { ConsentRow } from './consent-row.js';
import { EffortList } from './effort-list.js';
import { PeopleTable } from './people-table.js';
import { RosterMonth } from './roster-month.js';
import { staffQuery } from './staff-query.js';

/** What waits first, then what needed consent, the people, the rosters, the effort. */
export function StaffOfContract({ contract }: { contract: ContractView }) {
  const words = useWords(staffWords);
  const frame = useWords(frameWords);
  const { language } = useLanguage();
  const [form, setForm] = useState<OpenForm | null>(null);
  const mayAsk = useContractsFor([contract])('approval.asked').length > 0;
  const { data, error, isPending } = useQuery(staffQuery(contract.contract));
  if (error) return <Refused error={error} title={frame.readFailed(words.title)} />;
  if (isPending) return <Skeleton active paragraph={{ rows: 10 }} />;
  const { people, wanted, consents, approvals, rosters, efforts, older } = data.staff;
  const asked = approvals.filter(({ status }) => status === 'asked');
  const decided = approvals.filter(({ status }) => status !== 'asked');
  const ahead = consents.filter(({ actAt, status }) => actAt === null && status !== 'refused');
  const past = consents.filter((consent) => !ahead.includes(consent));
  const row = { contract, onRecord: setForm };
  return (
    <>
      <section aria-label={words.open} data-open={asked.length + ahead.length}>
        <h2>
          {words.open}
          {mayAsk && (
            <Button
              data-record="approval.asked"
              onClick={() => setForm({ type: 'approval.asked', contracts: [contract] })}
            >
              {words.ask}
            </Button>
          )}
        </h2>
        {asked.length + ahead.length === 0 && <p className="hint">✓ {words.openNone}</p>}
        <ul className="rows">
          {asked.map((approval) => (
            <ApprovalRow key={approval.approval} approval={approval} {...row} />
          ))}
          {ahead.map((consent) => (
            <ConsentRow key={`${consent.clause} ${consent.subject}`} consent={consent} {...row} />
          ))}
        </ul>
      </section>
      <section aria-label={words.consents}>
        <h2>{words.consents}</h2>
        {wanted.length === 0 ? (
          <p className="hint">○ {words.noConsents}</p>
        ) : (
          <p className="hint">
            {words.wanted}：
            {wanted.map(({ clause, titleZh, titleEn }, place) => (
              <span key={clause}>
                {place > 0 && '、'}
                {language === 'zh' ? titleZh : titleEn} <ClauseLink contract={contract.contract} clause={clause} />
              </span>
            ))}
          </p>
        )}
        {wanted.length > 0 && past.length === 0 && <p className="hint">○ {words.consentsNone}</p>}
        <ul className="rows">
          {past.map((consent) => (
            <ConsentRow key={`${consent.clause} ${consent.subject} ${consent.actAt}`} consent={consent} {...row} />
          ))}
        </ul>
      </section>
      <PeopleTable people={people} {...row} />
      <section aria-label={words.rosters}>
        <h2>{words.rosters}</h2>
        {rosters.length === 0 && <p className="hint">○ {words.rostersNone}</p>}
        <div className="rosters">
          {[...rosters].reverse().map((roster) => (
            <RosterMonth key={`${roster.clause} ${roster.period}`} contract={contract} roster={roster} />
          ))}
        </div>
      </section>
      <EffortList efforts={efforts} {...row} />
      <section aria-label={words.decisions}>
        <h2>{words.decisions}</h2>
        {decided.length === 0 && <p className="hint">○ {words.decisionsNone}</p>}
        <ul className="rows">
          {decided.map((approval) => (
            <ApprovalRow key={approval.approval} approval={approval} {...row} />
          ))}
        </ul>
        {older > 0 && <p className="hint">{words.older(String(older))}</p>}
      </section>
      {form && <RecordForm open={form} onClose={() => setForm(null)} />}
    </>
  );
}
