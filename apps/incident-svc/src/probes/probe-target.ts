import { isIP } from 'node:net';

/** Where a probe knocks. */
export type ProbeTarget =
  { kind: 'http'; url: URL; host: string; port: number } | { kind: 'tcp'; host: string; port: number };

const HOST = /^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?\.?$/;
const bare = (host: string): string => host.replace(/^\[(.*)\]$/, '$1');
const isHost = (host: string): boolean => isIP(host) !== 0 || HOST.test(host);

/** `http://…`, `https://…` or `tcp://host:port`; null for everything else, and for an address that carries a name and a password. */
export function targetOf(text: string): ProbeTarget | null {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  if (url.username !== '' || url.password !== '' || url.hash !== '') return null;
  if (url.protocol === 'http:' || url.protocol === 'https:') {
    const host = bare(url.hostname);
    const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
    return isHost(host) ? { kind: 'http', url, host, port } : null;
  }
  const host = bare(url.hostname);
  const isTcp = url.protocol === 'tcp:' && url.port !== '' && /^\/?$/.test(url.pathname) && url.search === '';
  return isTcp && isHost(host) ? { kind: 'tcp', host, port: Number(url.port) } : null;
}
