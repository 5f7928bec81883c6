import { arp } from './arp.ts';
import { coap } from './coap.ts';
import { dhcp } from './dhcp.ts';
import { dhcpv6 } from './dhcpv6.ts';
import type { Dissector } from './dissector.ts';
import { dns, dnsTcp } from './dns.ts';
import { dtls } from './dtls.ts';
import { ftp } from './ftp.ts';
import { http } from './http.ts';
import { icmp } from './icmp.ts';
import { icmp6 } from './icmp6.ts';
import { igmp } from './igmp.ts';
import { imap } from './imap.ts';
import { kasa, kasaTcp } from './kasa.ts';
import { ldap } from './ldap.ts';
import { llmnr } from './llmnr.ts';
import { mdns } from './mdns.ts';
import { mqtt } from './mqtt.ts';
import { mysql } from './mysql.ts';
import { natpmp } from './natpmp.ts';
import { nbns } from './nbns.ts';
import { ntp } from './ntp.ts';
import { pop3 } from './pop3.ts';
import { postgresql } from './postgresql.ts';
import { quic } from './quic.ts';
import { rtp } from './rtp.ts';
import { rtsp } from './rtsp.ts';
import { sip } from './sip.ts';
import { smtp } from './smtp.ts';
import { snmp } from './snmp.ts';
import { socks } from './socks.ts';
import { ssdp } from './ssdp.ts';
import { ssh } from './ssh.ts';
import { stun } from './stun.ts';
import { syslog } from './syslog.ts';
import { telnet } from './telnet.ts';
import { tftp } from './tftp.ts';
import { tls } from './tls.ts';
import { tuya, tuyaTcp } from './tuya.ts';
import { xmpp } from './xmpp.ts';

/**
 * Every protocol that this program speaks; adding one is one line here. Among those that know a port, and then among those
 * that do not, the order is that of asking: the common and the strict first.
 */
const registered = [
  tls,
  http,
  dnsTcp,
  mqtt,
  ssh,
  rtsp,
  smtp,
  pop3,
  imap,
  ftp,
  telnet,
  kasaTcp,
  tuyaTcp,
  socks,
  ldap,
  mysql,
  postgresql,
  xmpp,
  dns,
  mdns,
  quic,
  dhcp,
  dhcpv6,
  ntp,
  ssdp,
  stun,
  llmnr,
  nbns,
  coap,
  natpmp,
  tftp,
  snmp,
  syslog,
  sip,
  kasa,
  tuya,
  dtls,
  rtp,
  arp,
  icmp,
  icmp6,
  igmp,
] as const;

/** As the composer sees them: it hands every observation on without looking into it, so each one's own field types end here. */
export const dissectors: readonly Dissector[] = registered;

export type ProtocolName = (typeof registered)[number]['name'];
