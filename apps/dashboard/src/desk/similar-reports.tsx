import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { Link } from 'react-router';
import { Refused } from '../frame/refused.js';
import { similarQuery } from '../http/queries.js';
import { deskWords } from '../i18n/desk-words.js';
import { useLanguage, useWords } from '../i18n/language.js';
import { useNow } from '../live/live-provider.js';
import { useSend } from '../outbox/outbox-provider.js';
import { instantMs, shortMoment } from '../time/moments.js';

/** Two calls are often one fault: what may be the same is offered, and a person decides. */
export function SimilarReports({ contract, incident }: { contract: string; incident: string }) {
  const words = useWords(deskWords);
  const { language } = useLanguage();
  const nowMs = useNow();
  const { notification } = App.useApp();
  const send = useSend();
  const { data } = useQuery(similarQuery(contract, incident));
  if (!data || data.incidents.length === 0) return null;

  async function merge(into: string) {
    const label = words.mergeInto(into);
    try {
      const path = `/incidents/${encodeURIComponent(incident)}/merge`;
      await send({ contract, path, body: { into, at: undefined }, label });
      notification.success({ title: words.merged(incident, into), placement: 'bottomRight' });
    } catch (error) {
      notification.error({ title: label, description: <Refused error={error} />, duration: 0 });
    }
  }
  return (
    <div className="similar">
      <b>◇ {words.similar}</b>
      <ul>
        {data.incidents.map((view) => (
          <li key={view.incident}>
            <Link to={`/incidents/${contract}/${encodeURIComponent(view.incident)}`}>{view.incident}</Link>{' '}
            {[view.subsystem, view.department, view.summary, shortMoment(instantMs(view.reportedAt), nowMs, language)]
              .filter(Boolean)
              .join(' · ')}{' '}
            <Button size="small" data-merge={view.incident} onClick={() => void merge(view.incident)}>
              {words.mergeInto(view.incident)}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
