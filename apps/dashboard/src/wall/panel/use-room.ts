import { useCallback, useEffect, useState } from 'react';

/**
 * The height of an element as it is shown, in rem, which on the wall follow the screen. Returns the ref to set, and how many rows of a height
 * (in rem) fit into it: at least one.
 */
export function useRoom(atFirstRem: number): [(element: HTMLElement | null) => void, (rowRem: number) => number] {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [roomRem, setRoomRem] = useState(atFirstRem);
  const measure = useCallback(() => {
    if (!element || element.clientHeight === 0) return;
    const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    setRoomRem(element.clientHeight / remPx);
  }, [element]);

  useEffect(() => {
    if (!element || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [element, measure]);
  // A tenth of a row of tolerance: heights are rounded to whole pixels.
  return [setElement, (rowRem) => Math.max(Math.floor(roomRem / rowRem + 0.1), 1)];
}
