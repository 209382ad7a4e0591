import { useQuery } from '@tanstack/react-query';
import type { IncidentDetail } from '@weibao/messages';
import { callQuery } from '../http/directory-queries.js';
import { deskWords } from '../i18n/desk-words.js';
import { useWords } from '../i18n/language.js';

/** Who called and whom the vendor was told through, as the own desk wrote it into the directory. */
export function CallCard({ incident }: { incident: IncidentDetail }) {
  const words = useWords(deskWords);
  const { data } = useQuery(callQuery(incident.contract, incident.incident));
  if (!data) return null;
  const caller = [data.department, data.name, data.phone].filter(Boolean).join(' · ');
  return (
    <p className="call" data-call>
      {caller !== '' && (
        <span>
          ☎ {words.caller} <b>{caller}</b>
        </span>
      )}{' '}
      {data.told !== null && (
        <span>
          → {words.told} <b>{data.told}</b>
        </span>
      )}
    </p>
  );
}
