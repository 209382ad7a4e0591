import { documentWords } from '../i18n/document-words.js';
import { useWords } from '../i18n/language.js';
import './evidence.css';
import { sizeText } from './size-text.js';

interface FileLinksProps {
  contract: string;
  files: readonly { sha256: string; bytes: number; name: string | null }[];
}

/** The files of a record, to download: the gateway compares each with its hash before it sends it. */
export function FileLinks({ contract, files }: FileLinksProps) {
  const words = useWords(documentWords);
  if (files.length === 0) return null;
  return (
    <ul className="file-links">
      {files.map(({ sha256, bytes, name }) => (
        <li key={sha256}>
          <a
            href={`/api/contracts/${encodeURIComponent(contract)}/evidence/${sha256}`}
            download={name ?? sha256}
            data-file={sha256}
            title={`SHA-256 ${sha256}`}
          >
            ⤓ {name ?? words.unnamed(sha256.slice(0, 8))}
          </a>{' '}
          <small>{sizeText(bytes)}</small>
        </li>
      ))}
    </ul>
  );
}
