import { useQueryClient } from '@tanstack/react-query';
import type { Stage } from '@weibao/exchange';
import type { IncidentView } from '@weibao/messages';
import { App } from 'antd';
import { Link } from 'react-router';
import { Refused } from '../frame/refused.js';
import { ApiError } from '../http/http.js';
import { incidentQuery, openIncidentsQuery } from '../http/queries.js';
import { clockWords } from '../i18n/clock-words.js';
import { deskWords } from '../i18n/desk-words.js';
import { useWords } from '../i18n/language.js';
import { useLive } from '../live/live-provider.js';
import { useSend } from '../outbox/outbox-provider.js';
import { instantOf } from '../time/moments.js';
import { typedTime } from '../time/typed-time.js';

interface Subject {
  contract: string;
  incident: string;
}

/** Records one stage, at the typed time or now; says on the screen what became of it. Returns whether it was recorded. */
export function useRecordStage(): (subject: Subject, stage: Stage, typed: string) => Promise<boolean> {
  const words = useWords(deskWords);
  const clocks = useWords(clockWords);
  const { notification } = App.useApp();
  const { clock } = useLive();
  const send = useSend();
  const client = useQueryClient();
  return async ({ contract, incident }, stage, typed) => {
    const meant = typedTime(typed, clock.nowMs());
    if (meant === 'unreadable') return false;
    const title = clocks.stages[stage] ?? stage;
    const path = `/incidents/${encodeURIComponent(incident)}/stages`;
    const at = meant === 'empty' ? undefined : instantOf(meant);
    const opened = incidentQuery(contract, incident).queryKey;
    // The tick stands at once, whatever the line does; clocks are the server's and follow with its answer.
    const ticked = <View extends IncidentView>(view: View): View =>
      view.contract !== contract || view.incident !== incident || view.stages.some((known) => known.stage === stage)
        ? view
        : {
            ...view,
            stages: [...view.stages, { stage, at: at ?? instantOf(clock.nowMs()), fact: '', unconfirmed: false }],
          };
    client.setQueryData(
      openIncidentsQuery.queryKey,
      (known) => known && { ...known, incidents: known.incidents.map(ticked) },
    );
    client.setQueryData(opened, (known) => known && { ...known, incident: ticked(known.incident) });
    try {
      await send({ contract, path, body: { stage, at }, label: `${incident} ${title}` });
      notification.success({ title: words.stageSaved(title, incident), duration: 4, placement: 'bottomRight' });
      return true;
    } catch (error) {
      for (const queryKey of [openIncidentsQuery.queryKey, opened]) void client.invalidateQueries({ queryKey });
      const twice = error instanceof ApiError && error.code.endsWith('STAGE_TWICE');
      notification.error({
        title: words.refusedStage(title, incident),
        description: (
          <>
            <Refused error={error} />
            {twice && <Link to={`/incidents/${contract}/${encodeURIComponent(incident)}`}>{words.toWithdraw}</Link>}
          </>
        ),
        duration: 0,
        placement: 'bottomRight',
      });
      return false;
    }
  };
}
