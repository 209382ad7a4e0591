import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, InputNumber, Popconfirm } from 'antd';
import { useState } from 'react';
import { ChooseFile } from '../evidence/choose-file.js';
import { Refused } from '../frame/refused.js';
import { useContractName } from '../http/contract-name.js';
import { ApiError, ask } from '../http/http.js';
import { calendarWords } from '../i18n/calendar-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { newCommandId } from '../outbox/outbox.js';
import type { PreviewAnswer, PublishedAnswer } from './calendar-query.js';
import { listIn, type GivenList } from './given-list.js';
import { WhatMoves } from './what-moves.js';
import { YearPicture } from './year-picture.js';

/** A year is entered, tried out, and published as it was tried: whatever is changed after a look asks for another look. */
export function ImportYear({ firstYear }: { firstYear: number }) {
  const words = useWords(calendarWords);
  const { language } = useLanguage();
  const nameOf = useContractName();
  const client = useQueryClient();
  const [list, setList] = useState<GivenList>({ year: firstYear, holidays: [], workdays: [], source: '' });
  const [pasted, setPasted] = useState('');
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const [commandId, setCommandId] = useState(newCommandId);
  const { source, ...days } = list;
  const preview = useMutation({
    mutationFn: () => ask<PreviewAnswer>('/api/calendars/preview', { method: 'POST', body: days, patienceMs: 60_000 }),
  });
  const publish = useMutation({
    mutationFn: () =>
      ask<PublishedAnswer>('/api/calendars', {
        method: 'POST',
        body: { ...days, source: source.trim() },
        headers: { 'idempotency-key': commandId },
        patienceMs: 60_000,
      }),
    onSettled: (_answer, failure) => {
      if (!(failure instanceof ApiError && failure.undelivered)) setCommandId(newCommandId());
      return client.invalidateQueries({ queryKey: ['contracts'] });
    },
  });
  const change = (next: GivenList) => {
    setList(next);
    preview.reset();
    publish.reset();
  };
  const take = (text: string) => {
    const read = listIn(text);
    setUnreadable(typeof read === 'string' ? read : null);
    if (typeof read !== 'string') change(read);
  };
  return (
    <section className="card" aria-label={words.import}>
      <h2>{words.import}</h2>
      <label htmlFor="calendar-paste">{words.paste}</label>
      <Input.TextArea
        id="calendar-paste"
        value={pasted}
        autoSize={{ minRows: 3, maxRows: 8 }}
        placeholder={words.pasteHint}
        status={unreadable === null ? '' : 'error'}
        onChange={(event) => setPasted(event.target.value)}
      />
      {unreadable !== null && (
        <p role="alert" className="fault">
          {words.pasteBad(unreadable)}
        </p>
      )}
      <p className="acts">
        <Button data-take disabled={pasted.trim() === ''} onClick={() => take(pasted)}>
          {words.take}
        </Button>{' '}
        <ChooseFile
          label={words.file}
          accept="application/json,.json"
          onChoose={(file) => void file.text().then(take)}
        />
      </p>
      <div className="calendar-fields">
        <div>
          <label htmlFor="calendar-year">{words.year}</label>
          <InputNumber
            id="calendar-year"
            value={list.year}
            min={1970}
            max={2999}
            onChange={(year) => year !== null && change({ ...list, year, holidays: [], workdays: [] })}
          />
        </div>
        <div>
          <label htmlFor="calendar-source">{words.sourceLabel}</label>
          <Input
            id="calendar-source"
            value={source}
            maxLength={200}
            placeholder={words.sourceHint}
            onChange={(event) => setList({ ...list, source: event.target.value })}
          />
        </div>
      </div>
      <p>{words.or}</p>
      <YearPicture list={list} onChange={change} />
      <p data-count>
        {words.daysOff} {words.days(list.holidays.length)} · {words.workdays} {words.days(list.workdays.length)}
      </p>
      {(preview.error ?? publish.error) && <Refused error={preview.error ?? publish.error} />}
      <Button type="primary" data-preview loading={preview.isPending} onClick={() => preview.mutate()}>
        {words.preview}
      </Button>
      {preview.data && (
        <>
          <WhatMoves preview={preview.data} />
          <Popconfirm
            title={words.publishAsk(list.year)}
            okText={words.publish}
            cancelText={words.cancel}
            onConfirm={() => publish.mutate()}
          >
            <Button danger data-publish disabled={source.trim() === ''} loading={publish.isPending}>
              {words.publish}
            </Button>
          </Popconfirm>
        </>
      )}
      {publish.data && (
        <ul role="status" data-published>
          {publish.data.contracts.map(({ contract, outcome, message, messageEn }) => (
            <li key={contract} data-outcome={outcome}>
              {nameOf(contract)} {words.outcomes[outcome]} {(language === 'en' ? messageEn : undefined) ?? message}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
