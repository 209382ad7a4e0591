import { useQuery } from '@tanstack/react-query';
import type { IncidentDetail } from '@weibao/messages';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { openIncidentsQuery } from '../http/queries.js';
import { deskWords } from '../i18n/desk-words.js';
import { useWords } from '../i18n/language.js';
import { mayGrade, mayWaitOrEstimate, useSession } from '../session/session.js';
import { useAct } from './use-act.js';

const causes = ['vendor', 'hospital', 'force-majeure', 'third-party'] as const;

/** Waiting, estimate, cause and merge: what is said of an incident beside its stages. */
export function MoreActs({ incident }: { incident: IncidentDetail }) {
  const words = useWords(deskWords);
  const { role } = useSession();
  const act = useAct(incident);
  const change = isWaiting(incident) ? 'ended' : 'started';
  return (
    <div className="more-acts">
      {incident.open && mayWaitOrEstimate(role) && (
        <>
          <Button onClick={() => void act('wait', { change }, words.waits[change])}>{words.waits[change]}</Button>
          <Estimate incident={incident} />
        </>
      )}
      {mayGrade(role) && (
        <Select<string>
          aria-label={words.cause}
          placeholder={words.cause}
          value={null}
          popupMatchSelectWidth={false}
          options={causes.map((cause) => ({ value: cause, label: words.causes[cause] }))}
          onChange={(cause) => void act('cause', { cause }, `${words.cause} · ${words.causes[cause] ?? cause}`)}
        />
      )}
      {incident.open && mayGrade(role) && <Merge incident={incident} />}
    </div>
  );
}

/** The last that was said of waiting and still stands. */
function isWaiting({ history }: IncidentDetail): boolean {
  const said = history.filter(({ type, withdrawn }) => type.startsWith('incident.wait-') && !withdrawn);
  const [last] = said.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return last?.type === 'incident.wait-started';
}

/** A moment to come, which is why it is not typed as the times of what has happened are. */
function Estimate({ incident }: { incident: IncidentDetail }) {
  const words = useWords(deskWords);
  const act = useAct(incident);
  const [local, setLocal] = useState('');
  async function estimate() {
    if (await act('estimate', { restoreBy: `${local}:00+08:00` }, words.estimate)) setLocal('');
  }
  return (
    <span className="act">
      <input
        type="datetime-local"
        aria-label={words.estimate}
        value={local}
        onChange={(event) => setLocal(event.target.value.slice(0, 16))}
      />
      <Button disabled={local === ''} onClick={() => void estimate()}>
        {words.estimate}
      </Button>
    </span>
  );
}

function Merge({ incident }: { incident: IncidentDetail }) {
  const words = useWords(deskWords);
  const act = useAct(incident);
  const [into, setInto] = useState<string | null>(null);
  const { data } = useQuery(openIncidentsQuery);
  const others = (data?.incidents ?? []).filter(
    (view) => view.contract === incident.contract && view.incident !== incident.incident,
  );
  if (others.length === 0) return null;
  async function merge() {
    if (into !== null && (await act('merge', { into }, words.mergeInto(into)))) setInto(null);
  }
  return (
    <span className="act">
      <Select<string>
        aria-label={words.mergeWith}
        placeholder={words.mergeWith}
        value={into}
        onChange={setInto}
        popupMatchSelectWidth={false}
        options={others.map((view) => ({
          value: view.incident,
          label: [view.incident, view.system, view.subsystem, view.department].filter(Boolean).join(' · '),
        }))}
      />
      <Button disabled={into === null} onClick={() => void merge()}>
        {words.merge}
      </Button>
    </span>
  );
}
