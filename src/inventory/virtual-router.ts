/**
 * MAC addresses that several routers share, so that one can stand in for another: VRRP (RFC 9568, 7.3), and HSRP and GLBP as Cisco
 * numbers them (HSRP version 1, version 2, for IPv6; GLBP). As the octets that they begin with.
 */
const SHARED: readonly string[] = [
  '00:00:5e:00:01:',
  '00:00:5e:00:02:',
  '00:00:0c:07:ac:',
  '00:00:0c:9f:f',
  '00:05:73:a0:0',
  '00:07:b4:00:',
];

/** True where a MAC is by its number that of a router. */
export function isVirtualRouter(mac: string): boolean {
  return mac.startsWith('00:0') && SHARED.some((start) => mac.startsWith(start));
}
