/** What a browser says about where a request came from. */
export interface OriginSigns {
  host: string | undefined;
  origin: string | undefined;
  secFetchSite: string | undefined;
}

/**
 * Whether a request that changes something may use the session cookie. A browser that names the site is believed; an older one is judged by Origin;
 * without either it is no browser's cross-site request, because JSON bodies and DELETE need a preflight that we never grant.
 */
export function isOwnOrigin({ host, origin, secFetchSite }: OriginSigns): boolean {
  if (secFetchSite !== undefined) return secFetchSite === 'same-origin' || secFetchSite === 'none';
  if (origin === undefined) return true;
  try {
    return new URL(origin).host === host;
  } catch {
    return false; // "null" of a sandboxed frame, or nonsense
  }
}
