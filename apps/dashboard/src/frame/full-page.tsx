import type { ReactNode } from 'react';
import './full-page.css';

/** A page of its own for loading, nothing found, no permission and faults. Plain, so that the wall may use it too. */
export function FullPage({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  return (
    <main className="full-page">
      <h1>{title}</h1>
      {text !== undefined && <p>{text}</p>}
      {children}
    </main>
  );
}
