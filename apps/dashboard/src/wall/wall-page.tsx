import { useEffect } from 'react';
import { useQuery } from '@tanstack/react-query';
import { postureQuery } from '../http/queries.js';
import { useWords } from '../i18n/language.js';
import { wallWords } from '../i18n/wall-words.js';
import { BrokenPart } from '../frame/broken-part.js';
import { AvailabilityPanel } from './availability/availability-panel.js';
import { CutBanner } from './cut-banner.js';
import { DutiesPanel } from './duties/duties-panel.js';
import { WallHeader } from './header/wall-header.js';
import { IncidentsPanel } from './incidents/incidents-panel.js';
import { SafePanel } from './panel/panel.js';
import { TurnProvider } from './panel/use-turn.js';
import { PaymentsPanel } from './payments/payments-panel.js';
import { PosturePanel } from './posture/posture-panel.js';
import { useAskAtChange } from './use-ask-at-change.js';
import './wall.css';

/** The wall. It loads no component library, and everything on it is sized in rem that follow the screen (wall.css). */
export function WallPage() {
  const words = useWords(wallWords);
  useEffect(() => {
    document.documentElement.classList.add('wall-root');
    return () => document.documentElement.classList.remove('wall-root');
  }, []);
  return (
    <TurnProvider>
      <main className="wall">
        <WallHeader />
        <BrokenPart retryAfterMs={10_000} fallback={() => null}>
          <AskAtChange />
        </BrokenPart>
        <CutBanner />
        <SafePanel name="incidents" title={words.openIncidents}>
          <IncidentsPanel />
        </SafePanel>
        <div className="right">
          <SafePanel name="availability" title={words.availability}>
            <AvailabilityPanel />
          </SafePanel>
          <SafePanel name="posture" title={words.breach}>
            <PosturePanel />
          </SafePanel>
        </div>
        <SafePanel name="payments" title={words.payments}>
          <PaymentsPanel />
        </SafePanel>
        <SafePanel name="duties" title={words.duties}>
          <DutiesPanel />
        </SafePanel>
      </main>
    </TurnProvider>
  );
}

function AskAtChange() {
  useAskAtChange(useQuery(postureQuery).data?.postures ?? []);
  return null;
}
