import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useNow } from '../../live/live-provider.js';

export const TURN_SECONDS = 15;

interface Turning {
  turn: number;
  pages: number; // of the panel that has most
  tell(panel: string, pages: number): void;
}
const TurnContext = createContext<Turning>({ turn: 0, pages: 1, tell: () => undefined });

/** Turns the pages of all panels together, every fifteen seconds of the server's time, so that walls side by side turn together too. */
export function TurnProvider({ children }: { children: ReactNode }) {
  const nowMs = useNow();
  const [panels, setPanels] = useState<Record<string, number>>({});
  const turn = Math.floor(nowMs / 1000 / TURN_SECONDS);
  const pages = Math.max(1, ...Object.values(panels));
  const turning = useMemo(
    () => ({
      turn,
      pages,
      tell: (panel: string, count: number) =>
        setPanels((before) => (before[panel] === count ? before : { ...before, [panel]: count })),
    }),
    [turn, pages],
  );
  return <TurnContext.Provider value={turning}>{children}</TurnContext.Provider>;
}

export const useTurning = () => useContext(TurnContext);

/** Says how many pages a panel has. */
export function useTellPages(panel: string, pages: number): void {
  const { tell } = useTurning();
  useEffect(() => tell(panel, pages), [panel, pages, tell]);
}
