import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { BrokenPart } from '../frame/broken-part.js';
import { Refused } from '../frame/refused.js';
import { frameWords } from '../i18n/frame-words.js';
import { useWords } from '../i18n/language.js';

interface PanelProps {
  name: string;
  title: string;
  query: { isError: boolean; error: unknown; data: unknown };
  children: ReactNode;
}

/** One part of the page: what is being read, what failed and what is there; a failure in it leaves the others. */
export function Panel({ name, title, query, children }: PanelProps) {
  const frame = useWords(frameWords);
  return (
    // A long list scrolls within its card, by the keyboard too.
    <section className={`card vendor-${name}`} aria-label={title} data-panel={name} tabIndex={0}>
      <h3>{title}</h3>
      <BrokenPart fallback={(error) => <Refused error={error} title={frame.brokenTitle} />}>
        {query.isError && <Refused error={query.error} title={frame.readFailed(title)} />}
        {query.data === undefined && !query.isError && <Skeleton active paragraph={{ rows: 3 }} />}
        {query.data !== undefined && children}
      </BrokenPart>
    </section>
  );
}
