import type { ReactNode } from 'react';
import { BrokenPart } from '../../frame/broken-part.js';
import { frameWords } from '../../i18n/frame-words.js';
import { useLanguage, useWords } from '../../i18n/language.js';
import { wallWords } from '../../i18n/wall-words.js';
import type { Freshness } from '../../live/freshness.js';
import { age } from '../../time/time-left.js';
import './panel.css';

interface PanelProps {
  title: string;
  name: string; // class and test hook
  figure?: ReactNode;
  hint?: ReactNode;
  freshness: Freshness;
  children: ReactNode;
}

/** The frame of one panel: title, its figure, how old its data is, and in words what could not be read. */
export function Panel({ title, name, figure, hint, freshness, children }: PanelProps) {
  const words = useWords(wallWords);
  const frame = useWords(frameWords);
  return (
    <section className={`panel ${name}`} aria-label={title} data-panel={name}>
      <h2>
        {title}
        {figure !== undefined && <em>{figure}</em>}
        <small>
          {hint}
          <PanelAge freshness={freshness} />
        </small>
      </h2>
      {freshness.ageMs === null ? (
        <p className="empty">{freshness.failed ? words.panelFailed : frame.loading}</p>
      ) : (
        children
      )}
      {freshness.missing.map(({ contract, message }) => (
        <p className="missing" role="status" key={contract}>
          ▲ {frame.partMissing(contract, message)}
        </p>
      ))}
    </section>
  );
}

const OLD_MS = 20_000;

function PanelAge({ freshness: { ageMs, failed } }: { freshness: Freshness }) {
  const words = useWords(wallWords);
  const { language } = useLanguage();
  if (ageMs === null) return null;
  const old = failed || ageMs > OLD_MS;
  return (
    <span className={old ? 'age old' : 'age'} data-age>
      {old && '▲ '}
      {words.dataAge(age(ageMs, language))}
    </span>
  );
}

/** Nothing here, and what to do about it. */
export function Empty({ title, hint }: { title: string; hint?: string }) {
  return (
    <p className="empty">
      {title}
      {hint !== undefined && <small>{hint}</small>}
    </p>
  );
}

/** A panel that throws says so in its own place and is mounted anew after ten seconds; the others go on. */
export function SafePanel({ name, title, children }: { name: string; title: string; children: ReactNode }) {
  const words = useWords(wallWords);
  return (
    <BrokenPart
      retryAfterMs={10_000}
      fallback={(error) => (
        <section className={`panel ${name} broken`} aria-label={title} data-panel={name}>
          <h2>{title}</h2>
          <p className="empty" role="alert">
            ✕ {words.panelBroken}
            <small>{error.message}</small>
          </p>
        </section>
      )}
    >
      {children}
    </BrokenPart>
  );
}
