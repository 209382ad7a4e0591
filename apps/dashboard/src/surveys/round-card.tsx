import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { Refused } from '../frame/refused.js';
import { ask } from '../http/http.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { surveyWords } from '../i18n/survey-words.js';
import { periodText } from '../payments/period-text.js';
import { maySendSurveys, useSession } from '../session/session.js';
import { instantMs, momentOf } from '../time/moments.js';
import { linesOf, pathOfRound, surveysQuery, type IssuedLinks, type SurveyRound } from './surveys-query.js';

interface RoundCardProps {
  round: SurveyRound;
  least: number | null;
  onIssued(issued: IssuedLinks): void;
}
const minuteOf = (instant: string): string => momentOf(instantMs(instant)).slice(0, 16);

/** One round: who has answered and who has not; links are replaced, revoked and added while it is open. */
export function RoundCard({ round, least, onIssued }: RoundCardProps) {
  const words = useWords(surveyWords);
  const { language } = useLanguage();
  const { role } = useSession();
  const client = useQueryClient();
  const [adding, setAdding] = useState('');
  const after = { onSettled: () => client.invalidateQueries(surveysQuery) };
  const path = pathOfRound(round);
  const issue = useMutation({
    mutationFn: (departments: string[]) => ask<IssuedLinks>(`${path}/links`, { method: 'POST', body: { departments } }),
    onSuccess: (issued) => {
      setAdding('');
      onIssued(issued);
    },
    ...after,
  });
  const revoke = useMutation({
    mutationFn: (link: string) => ask(`${path}/links/${encodeURIComponent(link)}`, { method: 'DELETE' }),
    ...after,
  });
  const close = useMutation({ mutationFn: () => ask(`${path}/close`, { method: 'POST', body: {} }), ...after });
  const error = issue.error ?? revoke.error ?? close.error;
  const done = round.departments.filter(({ state }) => state === 'answered').length;
  const waiting = round.departments.filter(({ state }) => state === 'waiting').map(({ department }) => department);
  const acts = round.open && maySendSurveys(role);
  const typed = linesOf(adding);
  return (
    <section className="round" aria-label={round.event ?? minuteOf(round.openedAt)} data-round={round.round}>
      <header>
        <b>{round.open ? words.running(minuteOf(round.closesAt)) : words.closed(minuteOf(round.closesAt))}</b>
        <span data-answered={done}>{words.answered(String(done), String(round.departments.length))}</span>
        <span>{round.event ?? periodText(round.period, language)}</span>
        <small>{words.opened(round.openedBy, minuteOf(round.openedAt))}</small>
      </header>
      {least !== null && round.departments.length < least && (
        <p className="few">▲ {words.leastFor(String(least), String(round.departments.length))}</p>
      )}
      {error && <Refused error={error} />}
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{words.department}</th>
              <th scope="col">{words.state}</th>
              <th scope="col">{words.answeredAt}</th>
              {acts && <td />}
            </tr>
          </thead>
          <tbody>
            {round.departments.map((one) => (
              <tr key={one.link} data-department={one.department} data-state={one.state}>
                <th scope="row">{one.department}</th>
                <td>{words.states[one.state]}</td>
                <td>{one.answeredAt === null ? '' : minuteOf(one.answeredAt)}</td>
                {acts && (
                  <td className="acts">
                    {one.state !== 'answered' && (
                      <Sure text={words.renewAsk(one.department)} onYes={() => issue.mutate([one.department])}>
                        {words.renew}
                      </Sure>
                    )}
                    {one.state === 'waiting' && (
                      <Sure text={words.revokeAsk(one.department)} danger onYes={() => revoke.mutate(one.link)}>
                        {words.revoke}
                      </Sure>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {acts && (
        <footer>
          {waiting.length > 0 && (
            <Sure text={words.renewAllAsk} onYes={() => issue.mutate(waiting)}>
              {words.renewAll}
            </Sure>
          )}
          <Sure text={words.endAsk} danger onYes={() => close.mutate()}>
            {words.end}
          </Sure>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (typed.length > 0) issue.mutate(typed);
            }}
          >
            <Input.TextArea
              aria-label={words.departments}
              placeholder={words.departments}
              autoSize
              value={adding}
              onChange={(event) => setAdding(event.target.value)}
            />
            <Button htmlType="submit" disabled={typed.length === 0} loading={issue.isPending}>
              {words.add}
            </Button>
          </form>
        </footer>
      )}
    </section>
  );
}

function Sure(props: { text: string; danger?: boolean; onYes(): void; children: string }) {
  const { text, danger = false, onYes, children } = props;
  const words = useWords(surveyWords);
  return (
    <Popconfirm title={text} okText={children} cancelText={words.cancel} onConfirm={onYes}>
      <Button size="small" danger={danger}>
        {children}
      </Button>
    </Popconfirm>
  );
}
