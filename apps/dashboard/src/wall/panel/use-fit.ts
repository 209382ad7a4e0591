import { useCallback, useEffect, useState } from 'react';

/**
 * How many rows of a height fit into an element, measured as it is shown; `rowRem` in rem, which on the wall follow the screen.
 * Returns the ref to set and the number, at least 1.
 */
export function useFit(rowRem: number, atFirst: number): [(element: HTMLElement | null) => void, number] {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [fit, setFit] = useState(atFirst);
  const measure = useCallback(() => {
    if (!element || element.clientHeight === 0) return;
    const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    // A tenth of a row of tolerance: heights are rounded to whole pixels.
    setFit(Math.max(Math.floor(element.clientHeight / (rowRem * remPx) + 0.1), 1));
  }, [element, rowRem]);

  useEffect(() => {
    if (!element || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [element, measure]);
  return [setElement, fit];
}
