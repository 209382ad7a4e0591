import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { hotlinesQuery } from '../http/directory-queries.js';
import { deskWords } from '../i18n/desk-words.js';
import { useWords } from '../i18n/language.js';
import { mayKeepHotlines, useSession } from '../session/session.js';

/** Where this contract's vendor is called; what is for this system alone comes first. */
export function Hotlines({ contract, system }: { contract: string; system: string | null }) {
  const words = useWords(deskWords);
  const { role } = useSession();
  const { data } = useQuery(hotlinesQuery);
  if (!data) return null;
  const own = data.filter((line) => line.contract === contract && (line.system === null || line.system === system));
  const sorted = [...own].sort((a, b) => Number(a.system === null) - Number(b.system === null));
  if (sorted.length === 0)
    return (
      <p className="hint">
        ☎ {words.noHotline} {mayKeepHotlines(role) && <Link to="/admin/directory">{words.toDirectory}</Link>}
      </p>
    );
  return (
    <ul className="hotlines" aria-label={words.hotlines}>
      {sorted.map(({ id, name, phone }) => (
        <li key={id}>
          ☎ {name} <a href={`tel:${phone.replace(/[^0-9+]/g, '')}`}>{phone}</a>
        </li>
      ))}
    </ul>
  );
}
