import { useSyncExternalStore } from 'react';

const QUERY = '(prefers-reduced-motion: reduce)';

function onChange(callback: () => void): () => void {
  const media = matchMedia(QUERY);
  media.addEventListener('change', callback);
  return () => media.removeEventListener('change', callback);
}

/** Whether whoever looks has asked the system for less movement. */
export const useReducedMotion = (): boolean => useSyncExternalStore(onChange, () => matchMedia(QUERY).matches);
