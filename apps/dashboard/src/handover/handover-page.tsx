import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { Refused } from '../frame/refused.js';
import { handoversQuery, type HandoverSummary, type Signed } from '../http/handover-queries.js';
import { handoverWords } from '../i18n/handover-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { instantMs, momentOf } from '../time/moments.js';
import './handover.css';
import { SignOutForm } from './sign-out-form.js';

const minute = (instant: string) => momentOf(instantMs(instant)).slice(0, 16);

/** Shifts handed over: what waits for a signature, the sheet of this moment, and those of the past. */
export function HandoverPage() {
  const words = useWords(handoverWords);
  const [before, setBefore] = useState<string>();
  const { data, error } = useQuery(handoversQuery(before));
  return (
    <div className="handover-page">
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      {error && <Refused error={error} />}
      {data && data.waiting.length > 0 && (
        <section className="card" aria-label={words.waiting}>
          <h2>
            {words.waiting} <em>{data.waiting.length}</em>
          </h2>
          <Sheets sheets={data.waiting} />
        </section>
      )}
      <SignOutForm />
      <section className="card" aria-label={words.past}>
        <h2>{words.past}</h2>
        {!data && !error && <Skeleton active />}
        {data && data.past.length === 0 && <p>{words.none}</p>}
        {data && data.past.length > 0 && <Sheets sheets={data.past} />}
        {before !== undefined && <Button onClick={() => setBefore(undefined)}>{words.newest}</Button>}{' '}
        {data?.next && <Button onClick={() => setBefore(data.next ?? undefined)}>{words.older}</Button>}
      </section>
    </div>
  );
}

function Sheets({ sheets }: { sheets: readonly HandoverSummary[] }) {
  const words = useWords(handoverWords);
  const { language } = useLanguage();
  const said = (signed: Signed | null) =>
    signed === null ? '–' : `${language === 'zh' ? signed.nameZh : signed.nameEn} ${minute(signed.at)}`;
  return (
    <table>
      <thead>
        <tr>
          <th>{words.number}</th>
          <th>{words.out}</th>
          <th>{words.in}</th>
          <th>{words.shift}</th>
          <th>{words.counts}</th>
          <th>{words.state}</th>
        </tr>
      </thead>
      <tbody>
        {sheets.map((sheet) => (
          <tr key={sheet.id} data-handover={sheet.id}>
            <td data-label={words.number}>
              <Link to={`/handover/${sheet.id}`}>{sheet.id}</Link>
            </td>
            <td data-label={words.out}>{said(sheet.handedOver)}</td>
            <td data-label={words.in}>{said(sheet.takenOver)}</td>
            <td data-label={words.shift}>– {minute(sheet.until)}</td>
            <td data-label={words.counts}>
              {sheet.open} / {sheet.due}
            </td>
            <td data-label={words.state}>{words.states[sheet.state]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
