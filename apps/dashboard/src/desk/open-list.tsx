import type { IncidentView } from '@weibao/messages';
import { useRef, useState } from 'react';
import { deskWords } from '../i18n/desk-words.js';
import { useWords } from '../i18n/language.js';
import { useNow } from '../live/live-provider.js';
import { OpenRow } from './open-row.js';

/** Open incidents by time left; arrows move between them, and the chosen one takes the keys. */
export function OpenList({ incidents, mayRecord }: { incidents: readonly IncidentView[]; mayRecord: boolean }) {
  const words = useWords(deskWords);
  const nowMs = useNow();
  const list = useRef<HTMLUListElement>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const sorted = [...incidents].sort((a, b) => (a.nextDueAt ?? '9').localeCompare(b.nextDueAt ?? '9'));

  const move = (from: HTMLElement, step: 1 | -1) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    rows[rows.indexOf(from) + step]?.focus();
  };
  return (
    <section className="card open-list" aria-label={words.open}>
      <h2>
        {words.open} <em>{sorted.length}</em> <small>{mayRecord && words.openHint}</small>
      </h2>
      <ul ref={list}>
        {sorted.map((incident) => {
          const key = `${incident.contract} ${incident.incident}`;
          return (
            <OpenRow
              key={key}
              incident={incident}
              nowMs={nowMs}
              mayRecord={mayRecord}
              chosen={chosen === key}
              onChoose={() => setChosen(key)}
              onMove={move}
            />
          );
        })}
      </ul>
      {sorted.length === 0 && (
        <p className="hint">
          ✓ {words.noOpen}
          {mayRecord && `。${words.noOpenHint}`}
        </p>
      )}
    </section>
  );
}
