import { BlockList, isIP } from 'node:net';

/** Addresses that no system of a hospital answers at, and that a probe could be misused to ask: link-local (a cloud's metadata among them), none, many. */
const refused = new BlockList();
refused.addSubnet('0.0.0.0', 8, 'ipv4');
refused.addSubnet('169.254.0.0', 16, 'ipv4');
refused.addSubnet('224.0.0.0', 4, 'ipv4');
refused.addSubnet('240.0.0.0', 4, 'ipv4');
refused.addAddress('100.100.100.200', 'ipv4'); // metadata of Alibaba's cloud, outside the link-local range
refused.addAddress('::', 'ipv6');
refused.addSubnet('fe80::', 10, 'ipv6');
refused.addSubnet('ff00::', 8, 'ipv6');
refused.addAddress('fd00:ec2::254', 'ipv6'); // metadata of Amazon's cloud
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether the prober may connect to an address. The private ranges are where a hospital's systems are; loopback is this machine, for demonstrations alone. */
export function mayProbe(address: string, allowLoopback: boolean): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  return !refused.check(address, type) && (allowLoopback || !loopback.check(address, type));
}

/** Names of this machine that need no look-up to be known as such. */
export const isLoopbackName = (host: string): boolean => /^(localhost|.*\.localhost)\.?$/i.test(host);
