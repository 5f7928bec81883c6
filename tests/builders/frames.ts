import * as build from './packet.ts';
import { hex } from './packet.ts';

const V4 = build.ipv4({ protocol: 6 }, build.tcp({ sourcePort: 50_000, destinationPort: 80 }, Buffer.from('hello')));
const V6 = build.ipv6({}, build.udp({ sourcePort: 5353, destinationPort: 5353 }, Buffer.from('hi')));
const FRAME = build.ethernet({}, V4);
const SNAP = build.snap(0x0800, V4);
const overUdp = (port: number, payload: Buffer): Buffer =>
  build.ethernet({}, build.ipv4({}, build.udp({ destinationPort: port }, payload)));

/** Ways to carry the same packet: name, link type, frame. All end in the TCP segment to port 80. */
export const CARRIERS: readonly (readonly [string, number, Buffer])[] = [
  ['Ethernet', 1, FRAME],
  ['Ethernet with trailer', 1, Buffer.concat([FRAME, Buffer.alloc(9, 0xff)])],
  ['802.1Q', 1, build.ethernet({ type: 0x8100 }, build.vlan({}, V4))],
  ['802.1ad around 802.1Q', 1, build.ethernet({ type: 0x88a8 }, build.vlan({ type: 0x8100 }, build.vlan({}, V4)))],
  ['802.3 with LLC/SNAP', 1, build.ethernet({ type: SNAP.length }, SNAP)],
  ['802.3 with LLC', 1, build.ethernet({ type: V4.length + 3 }, Buffer.concat([hex('060603'), V4]))],
  ['802.1BR', 1, build.ethernet({ type: 0x893f }, Buffer.concat([hex('000100020000 0800'), V4]))],
  ['FabricPath', 1, build.ethernet({ type: 0x8903 }, Buffer.concat([hex('0041'), FRAME]))],
  ['service chain', 1, build.ethernet({ type: 0x894f }, Buffer.concat([hex('0fc2 02 01 000001ff'), V4]))],
  ['service chain of Ethernet', 1, build.ethernet({ type: 0x894f }, Buffer.concat([hex('0fc2 02 03 000001ff'), FRAME]))],
  ['VN-Tag', 1, build.ethernet({ type: 0x8926 }, Buffer.concat([hex('00010002 0800'), V4]))],
  ['802.1ah', 1, build.ethernet({ type: 0x88e7 }, Buffer.concat([hex('00000001'), FRAME]))],
  ['MACsec, signed only', 1, build.ethernet({ type: 0x88e5 }, Buffer.concat([hex('00 00 00000001 0800'), V4, Buffer.alloc(16)]))],
  ['PPPoE', 1, build.ethernet({ type: 0x8864 }, build.pppoe(0x21, V4))],
  ['MPLS', 1, build.ethernet({ type: 0x8847 }, build.mpls([16, 17], V4))],
  ['MPLS pseudowire', 1, build.ethernet({ type: 0x8847 }, build.mpls([16], FRAME))],
  ['MPLS pseudowire with control word', 1, build.ethernet({ type: 0x8847 }, build.mpls([16], Buffer.concat([hex('00000000'), FRAME])))],
  ['Linux cooked', 113, Buffer.concat([hex('0000 0001 0006 02000000000a 0000 0800'), V4])],
  ['Linux cooked 2', 276, Buffer.concat([hex('0800 0000 00000002 0001 00 06 02000000000a 0000'), V4])],
  ['loopback, little-endian', 0, Buffer.concat([hex('02000000'), V4])],
  ['loopback, big-endian', 0, Buffer.concat([hex('00000002'), V4])],
  ['loopback of OpenBSD', 108, Buffer.concat([hex('00000002'), V4])],
  ['loopback with PPP', 0, Buffer.concat([hex('ff03 0021'), V4])],
  ['loopback with HDLC', 0, Buffer.concat([hex('0f00 0800'), V4])],
  ['loopback with an EtherType', 0, Buffer.concat([hex('00000800'), V4])],
  ['raw IP', 101, V4],
  ['raw IPv4', 228, V4],
  ['PPP', 9, Buffer.concat([hex('ff03 0021'), V4])],
  ['PPP, compressed protocol', 9, Buffer.concat([hex('21'), V4])],
  ['PPP with direction', 204, Buffer.concat([hex('01 ff03 0021'), V4])],
  ['PPP of pppd', 166, Buffer.concat([hex('00 03 0021'), V4])],
  ['PPP, bridged', 50, Buffer.concat([hex('ff03 0031 00 01'), FRAME])],
  ['Cisco HDLC', 104, Buffer.concat([hex('0f00 0800'), V4])],
  ['Frame Relay', 107, Buffer.concat([hex('1841 03 cc'), V4])],
  ['Frame Relay with SNAP', 107, Buffer.concat([hex('1841 03 00 80 000000 0800'), V4])],
  ['Frame Relay of Cisco', 107, Buffer.concat([hex('1841 0800'), V4])],
  ['Token Ring', 6, Buffer.concat([hex('1040 02000000000b 02000000000a'), SNAP])],
  ['Token Ring with a route', 6, Buffer.concat([hex('1040 02000000000b 82000000000a 0270'), SNAP])],
  ['FDDI', 10, Buffer.concat([hex('50 02000000000b 02000000000a'), SNAP])],
  ['ARCnet', 7, Buffer.concat([hex('01 02 d4 00 0001'), V4])],
  ['ARCnet of Linux', 129, Buffer.concat([hex('01 02 0000 d4 00 0001'), V4])],
  ['ATM', 100, SNAP],
  ['ATM, bridged', 100, Buffer.concat([hex('aaaa03 0080c2 0007 0000'), FRAME])],
  ['SLIP', 8, Buffer.concat([Buffer.alloc(16), V4])],
  ['Netfilter log', 239, Buffer.concat([hex('02 00 0000 0500 0a00 00000000'), Buffer.from([4 + V4.length, 0, 9, 0]), V4])],
  ['pflog', 117, Buffer.concat([hex('3d 02'), Buffer.alloc(62), V4])],
  ['enc', 109, Buffer.concat([hex('02000000 00000000 00000000'), V4])],
  ['packet tap', 258, Buffer.concat([hex('10000000 01000000 01000000 00000000'), FRAME])],
  ['802.3br', 274, Buffer.concat([hex('55555555555555d5'), FRAME])],
  ['switch tag of Broadcom', 281, Buffer.concat([FRAME.subarray(0, 12), hex('00000008'), FRAME.subarray(12)])],
  ['switch tag in front', 282, Buffer.concat([hex('00000008'), FRAME])],
  ['switch tag of Marvell with a type', 285, Buffer.concat([FRAME.subarray(0, 12), hex('dada0000 c0180000'), FRAME.subarray(12)])],
  ['netANALYZER', 240, Buffer.concat([hex('00000000'), FRAME])],
  ['802.11 to the access point', 105, build.wifi({ flags: 1 }, SNAP)],
  ['802.11 QoS', 105, build.wifi({ kind: 0x88, flags: 1, extra: hex('0000') }, SNAP)],
  ['802.11 QoS with HT control', 105, build.wifi({ kind: 0x88, flags: 0x81, extra: hex('0000 00000000') }, SNAP)],
  ['802.11 of four addresses', 105, build.wifi({ flags: 3, addresses: [build.MAC_B, build.MAC_A, build.MAC_B, build.MAC_A] }, SNAP)],
  ['802.11, decrypted by the card', 105, build.wifi({ flags: 0x41 }, SNAP)],
  ['802.11, decrypted, vector left', 105, build.wifi({ flags: 0x41, extra: hex('0000002000000000') }, SNAP)],
  ['A-MSDU', 105, build.wifi({ kind: 0x88, flags: 1, extra: hex('8000') }, build.ethernet({ type: SNAP.length }, SNAP))],
  ['radiotap', 127, Buffer.concat([hex('00 00 0800 00000000'), build.wifi({}, SNAP)])],
  [
    'radiotap, padded header and check sequence',
    127,
    Buffer.concat([
      hex('00 00 1900 03000080 00000000 00000000 1122334455667788 30'),
      build.wifi({ kind: 0x88, extra: hex('0000 0000') }, SNAP),
      Buffer.alloc(4),
    ]),
  ],
  ['PPI', 192, Buffer.concat([hex('00 00 0800 69000000'), build.wifi({}, SNAP)])],
  ['Prism', 119, Buffer.concat([hex('44000000 10000000 0000000000000000'), build.wifi({}, SNAP)])],
  ['AVS under Prism', 119, Buffer.concat([hex('80211001 00000010 0000000000000000'), build.wifi({}, SNAP)])],
  ['AVS', 163, Buffer.concat([hex('80211001 00000010 0000000000000000'), build.wifi({}, SNAP)])],
  ['IPv4 within IPv4', 101, build.ipv4({ protocol: 4 }, V4)],
  ['IPv4 within IPv6', 101, build.ipv6({ protocol: 4 }, V4)],
  ['GRE', 101, build.ipv4({ protocol: 47 }, build.gre(0x0800, V4))],
  [
    'GRE with checksum, key and sequence',
    101,
    build.ipv4({ protocol: 47 }, Buffer.concat([hex('b000 0800 00000000 00000001 00000002'), V4])),
  ],
  ['GRE of Ethernet', 101, build.ipv4({ protocol: 47 }, build.gre(0x6558, FRAME))],
  ['PPTP', 101, build.ipv4({ protocol: 47 }, Buffer.concat([hex('3081 880b 0020 0001 00000001 00000002 21'), V4]))],
  ['ERSPAN', 101, build.ipv4({ protocol: 47 }, Buffer.concat([hex('1000 88be 00000001 1000000000000000'), FRAME]))],
  ['ERSPAN III', 101, build.ipv4({ protocol: 47 }, Buffer.concat([hex('1000 22eb 00000001'), Buffer.alloc(12), FRAME]))],
  ['EtherIP', 101, build.ipv4({ protocol: 97 }, Buffer.concat([hex('3000'), FRAME]))],
  ['MPLS within IP', 101, build.ipv4({ protocol: 137 }, build.mpls([16], V4))],
  ['AH', 101, build.ipv4({ protocol: 51 }, Buffer.concat([hex('06 04 0000 00000001 00000001 000000000000000000000000'), V4.subarray(20)]))],
];

/** The same packet in tunnels over UDP: name, port, frame on Ethernet. */
export const UDP_TUNNELS: readonly (readonly [string, number, Buffer])[] = [
  ['VXLAN', 4789, overUdp(4789, build.vxlan(FRAME))],
  ['VXLAN with group policy', 8472, overUdp(8472, Buffer.concat([hex('88001234 00000100'), FRAME]))],
  ['VXLAN with a protocol field', 4790, overUdp(4790, Buffer.concat([hex('0c000001 00000100'), V4]))],
  ['Geneve of Ethernet', 6081, overUdp(6081, Buffer.concat([hex('0100 6558 00000100 0102800100000000').subarray(0, 12), FRAME]))],
  ['Geneve of IP', 6081, overUdp(6081, Buffer.concat([hex('0000 0800 00000100'), V4]))],
  ['GTP-U', 2152, overUdp(2152, Buffer.concat([hex('30ff'), Buffer.from([0, V4.length]), hex('00000001'), V4]))],
  [
    'GTP-U with extension',
    2152,
    overUdp(2152, Buffer.concat([hex('34ff'), Buffer.from([0, V4.length + 8]), hex('00000001 0000 00 85 01 10 01 00'), V4])),
  ],
  ['TZSP of Ethernet', 37_008, overUdp(37_008, Buffer.concat([hex('0100 0001 0a01c4 00 01'), FRAME]))],
  ['TZSP of 802.11', 37_008, overUdp(37_008, Buffer.concat([hex('0100 0012 01'), build.wifi({}, SNAP)]))],
  ['L2TP', 1701, overUdp(1701, Buffer.concat([hex('4002'), Buffer.from([0, V4.length + 12]), hex('0001 0001 ff03 0021'), V4]))],
];

/** Teredo carries IPv6 only: the datagram to port 5353. */
export const TEREDO = overUdp(3544, Buffer.concat([hex('0001 00 00 0000000000000000 00'), hex('0000 1234 01020304'), V6]));
