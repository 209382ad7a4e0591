import type { ReactNode } from 'react';
import { paperWords } from '../i18n/paper-words.js';
import { useWords } from '../i18n/language.js';
import './papers.css';
import { QrCode } from './qr-code.js';

interface PaperSheetProps {
  title: string;
  /** The code by which the scan is filed, and the address at which that is done. */
  code: string;
  address: string;
  contract: string;
  number: string;
  /** Who signs at the foot: one column each, with room for signature, seal and date. */
  signatories: readonly string[];
  children: ReactNode;
}

/** A sheet of A4 to be printed, signed and sealed: head with the code, what it says, and the places for both sides at its foot. */
export function PaperSheet({ title, code, address, contract, number, signatories, children }: PaperSheetProps) {
  const words = useWords(paperWords);
  return (
    <article className="paper" data-paper={code}>
      <header>
        <div>
          <h1>{title}</h1>
          <p>
            {words.contract} {contract}
          </p>
          <p>
            {words.number} {number}
          </p>
        </div>
        <div className="code">
          <QrCode text={address} />
          <b>{code}</b>
          <small>{words.codeHint}</small>
        </div>
      </header>
      {children}
      <footer>
        {signatories.map((side) => (
          <section key={side}>
            <h2>{side}</h2>
            <p className="line">{words.signature}</p>
            <p className="line">{words.date}</p>
            <p className="seal">{words.seal}</p>
          </section>
        ))}
      </footer>
    </article>
  );
}
