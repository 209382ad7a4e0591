import type { ReactNode } from 'react';
import { paperWords } from '../i18n/paper-words.js';
import { useWords } from '../i18n/language.js';
import './sheet.css';
import { QrCode } from './qr-code.js';

interface PaperSheetProps {
  title: string;
  /** The code by which the scan is filed, and the address at which that is done; absent on a sheet that is kept here and filed nowhere. */
  filing?: { code: string; address: string };
  /** Below the title: whose it is, its number. */
  lines: readonly string[];
  /** Who signs at the foot: one column each, with room for signature and date, and for a seal where the scan is filed. */
  signatories: readonly { name: string; said?: string }[];
  children: ReactNode;
}

/** A sheet of A4 to be printed, signed and sealed: head with the code, what it says, and the places for both sides at its foot. */
export function PaperSheet({ title, filing, lines, signatories, children }: PaperSheetProps) {
  const words = useWords(paperWords);
  return (
    <article className="paper" data-paper={filing?.code}>
      <header>
        <div>
          <h1>{title}</h1>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
        {filing && (
          <div className="code">
            <QrCode text={filing.address} />
            <b>{filing.code}</b>
            <small>{words.codeHint}</small>
          </div>
        )}
      </header>
      {children}
      <footer>
        {signatories.map(({ name, said }) => (
          <section key={name}>
            <h2>{name}</h2>
            {said && <p>{said}</p>}
            <p className="line">{words.signature}</p>
            <p className="line">{words.date}</p>
            {filing && <p className="seal">{words.seal}</p>}
          </section>
        ))}
      </footer>
    </article>
  );
}
