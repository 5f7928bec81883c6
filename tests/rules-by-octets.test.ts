import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { loadRules } from '../src/engine/loader.ts';
import { DestinationList } from '../src/knowledge/destination-list.ts';
import type { Role } from '../src/model/destination.ts';
import { vocabulary } from '../src/pipeline/vocabulary.ts';
import { emptyKnowledge } from './builders/knowledge.ts';
import { clientHello, handshake as tlsMessage, record, serverHello } from './builders/hello.ts';
import { readFixture } from './builders/messages.ts';
import { ethernet, ipv4, MAC_A, MAC_B, udp } from './builders/packet.ts';
import { handshake, originator, playWith, responder } from './builders/play.ts';
import { runFrames, type TimedFrame } from './builders/run.ts';

const rules = loadRules([new URL('../rules', import.meta.url).pathname], vocabulary());
const START = 1_700_000_000_000_000;
const DEVICE = '192.168.4.10';
const NEIGHBOUR = '192.168.4.11';
const SERVER = '185.199.108.1';

type Text = string | Buffer;
type Ends = readonly [from: string, to: string];
/** What one end says: `>` the one that began, `<` the other. */
type Said = readonly ['>' | '<', Text];

/** A TCP conversation, whole from the first packet to the last. */
function tcp(ends: Ends, port: number, said: readonly Said[], at = 0): TimedFrame[] {
  const steps = said.map(([who, text]) => (who === '>' ? originator : responder).sends(text));
  const over = [originator.fin(), responder.fin(), originator.ack()];
  const ports: readonly [number, number] = [40_000 + (at % 20_000), port];
  return playWith({ addresses: ends, ports, start: START + at * 1_000 }, ...handshake(), ...steps, ...over);
}

function datagrams(ends: Ends, ports: readonly [number, number], said: readonly Said[], at = 0): TimedFrame[] {
  return said.map(([who, text], index) => {
    const [from, to] = who === '>' ? [0, 1] : [1, 0];
    const macs = { source: from === 0 ? MAC_A : MAC_B, destination: from === 0 ? MAC_B : MAC_A };
    const payload = udp({ sourcePort: ports[from]!, destinationPort: ports[to]! }, Buffer.from(text as string, 'latin1'));
    return {
      octets: ethernet(macs, ipv4({ source: ends[from]!, destination: ends[to]!, protocol: 17 }, payload)),
      timestamp: START + at * 1_000 + index,
    };
  });
}

/** A recorded conversation of fixtures/messages between two ends of our choice. */
function recorded(protocol: string, name: string, ends: Ends): TimedFrame[] {
  const file = readFixture(protocol, name);
  const said = file.messages.map(({ side, octets }): Said => [side === 0 ? '>' : '<', octets]);
  return file.over === 'tcp' ? tcp(ends, file.ports[1], said) : datagrams(ends, file.ports, said);
}

const http = (head: string, body = '', ends: Ends = [DEVICE, SERVER]): TimedFrame[] =>
  tcp(ends, 80, [['>', `${head}\r\nHost: api.example\r\nContent-Length: ${body.length}\r\n\r\n${body}`]]);

/** A question for a name, or the answer that it does not exist or has an address. */
function dns(name: string, answer: 'question' | 'nxdomain' | string): string {
  const labels = name
    .split('.')
    .map((label) => String.fromCharCode(label.length) + label)
    .join('');
  const asked = `${labels}\0\0\x01\0\x01`;
  if (answer === 'question') return `\x12\x34\x01\0\0\x01\0\0\0\0\0\0${asked}`;
  if (answer === 'nxdomain') return `\x12\x34\x81\x83\0\x01\0\0\0\0\0\0${asked}`;
  const octets = answer
    .split('.')
    .map((part) => String.fromCharCode(Number(part)))
    .join('');
  return `\x12\x34\x81\x80\0\x01\0\x01\0\0\0\0${asked}\xc0\x0c\0\x01\0\x01\0\0\0\x3c\0\x04${octets}`;
}

const asks = (name: string, answer: string, at = 0): TimedFrame[] =>
  datagrams(
    [DEVICE, '192.168.4.1'],
    [50_000 + (at % 10_000), 53],
    [
      ['>', dns(name, 'question')],
      ['<', dns(name, answer)],
    ],
    at,
  );

/** A destination list with one host, of an owner of this kind. */
function listing(roles: readonly Role[], kind: 'maker' | 'tracker' | 'service') {
  const owner = { id: 'o', name: 'O', kind, group: 'o', vendors: [] };
  const entry = { suffix: 'api.example', owner: 'o', roles, devices: [], references: ['r'], unreviewed: false, source: 's' };
  return { ...emptyKnowledge(), destinations: new DestinationList([owner], [entry]) };
}

/** `rule @ device` of every finding. */
async function findings(frames: readonly TimedFrame[], knowledge = emptyKnowledge()): Promise<readonly string[]> {
  const { snapshot } = await runFrames(frames, { rules, knowledge });
  return snapshot.findings.map(({ rule, device }) => `${rule.id} @ ${device === MAC_A ? 'asker' : device === MAC_B ? 'asked' : device}`);
}

const PROFILE = '{"childName":"Z","birthday":"2018-03-04","password":"x y"}';
const packed = gzipSync(PROFILE).toString('latin1');
const POST = 'POST /u HTTP/1.1\r\nContent-Type: application/json';
const BASIC = 'Authorization: Basic dTpw';
const PLAY = 'PLAY rtsp://cam/live RTSP/1.0\r\nCSeq: 4\r\n';
const NTP_QUESTION = `\x23${'\0'.repeat(47)}`;
/** An order of Tuya's protocol 3.1, readable: prefix, sequence, command 7, length; JSON; checksum, suffix. */
const TUYA_ORDER = '{"devId":"00000000000000000001","uid":"","t":"1","dps":{"1":true}}';
const TUYA = `\0\0\x55\xaa\0\0\0\x01\0\0\0\x07\0\0\0${String.fromCharCode(TUYA_ORDER.length + 8)}${TUYA_ORDER}\0\0\0\0\0\0\xaa\x55`;
const hello = (cipher: number): Buffer => record(22, tlsMessage(1, clientHello({ ciphers: [cipher] })));
const answered = record(22, tlsMessage(2, serverHello()));
const inside: Ends = [DEVICE, NEIGHBOUR];
const outwards: Ends = [DEVICE, SERVER];
const inwards: Ends = [SERVER, DEVICE];

describe('rules by octets: what is said, and of whom', () => {
  it.each<readonly [rule: string, TimedFrame[]]>([
    ['cleartext-basic-password @ asker', http(`GET / HTTP/1.1\r\n${BASIC}`)],
    ['cleartext-http-password @ asker', http('POST /login HTTP/1.1\r\nContent-Type: application/json', '{"user":{"pwd":"x y"}}')],
    ['cleartext-personal-data @ asker', http(`${POST}\r\nContent-Encoding: gzip`, packed)],
    ['cleartext-personal-data @ asker', http(POST, packed)],
    ['cleartext-personal-data @ asker', http(`${POST}\r\nContent-Encoding: gzip`, PROFILE)],
    ['cleartext-http-password @ asker', http(`${POST}\r\nContent-Encoding: gzip`, packed)],
    [
      'cleartext-device-identifier @ asker',
      http('POST /u HTTP/1.1\r\nContent-Encoding: br', brotliCompressSync('{"serial":"X"}').toString('latin1')),
    ],
    [
      'cleartext-personal-data-received @ asker',
      tcp(outwards, 80, [
        ['>', 'GET /profile HTTP/1.1\r\nHost: api.example\r\n\r\n'],
        ['<', `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n\r\n${packed}`],
      ]),
    ],
    ['local-http-password @ asker', http(`GET / HTTP/1.1\r\n${BASIC}`, '', inside)],
    ['cleartext-location @ asker', http('GET /w?lat=48.8584&lon=2.2945 HTTP/1.1')],
    ['cleartext-media-upload @ asker', http('POST /u HTTP/1.1\r\nContent-Type: image/jpeg', '\xff\xd8\xff\xe0')],
    ['cleartext-network-name @ asker', http('GET /d?bssid=0A%3A11%3A22%3A33%3A44%3A55 HTTP/1.1')],
    ['cleartext-firmware @ asker', http('GET /firmware/cam_2.bin HTTP/1.1')],
    ['literal-http-host @ asker', tcp(outwards, 80, [['>', `GET / HTTP/1.1\r\nHost: ${SERVER}\r\n\r\n`]])],
    [
      'cleartext-pop3-password @ asker',
      tcp(outwards, 110, [
        ['<', '+OK\r\n'],
        ['>', 'USER a\r\n'],
        ['<', '+OK\r\n'],
        ['>', 'PASS b\r\n'],
        ['<', '+OK\r\n'],
      ]),
    ],
    ['cleartext-rtsp-password @ asker', tcp(inside, 554, [['>', `${PLAY}${BASIC}\r\n\r\n`]])],
    ['unauthenticated-rtsp @ asked', tcp(inside, 554, [['>', `${PLAY}\r\n`]])],
    ['rtsp-playback @ asker', tcp(outwards, 554, [['>', `${PLAY}\r\n`]])],
    [
      'cleartext-rtsp @ asked',
      tcp(inwards, 554, [
        ['>', `${PLAY}\r\n`],
        ['<', 'RTSP/1.0 200 OK\r\nCSeq: 4\r\n\r\n'],
      ]),
    ],
    ['cleartext-tuya-control @ asked', tcp(inside, 6668, [['>', TUYA]])],
    ['tuya-identifier-broadcast @ asker', recorded('tuya', 'announcement', [DEVICE, '255.255.255.255'])],
    ['kasa-wifi-password @ asked', recorded('kasa', 'setup', inside)],
    ['nat-port-mapping @ asker', recorded('natpmp', 'map', inside)],
    ['nat-port-mapping @ asker', recorded('natpmp', 'pcp', inside)],
    ['telnet-internet-session @ asked', recorded('telnet', 'login', inwards)],
    ['telnet-internet-session @ asker', recorded('telnet', 'login', outwards)],
    ['local-telnet-session @ asked', recorded('telnet', 'login', inside)],
    [
      'debug-bridge-contact @ asked',
      tcp(inside, 5555, [
        ['>', 'CNXN'],
        ['<', 'CNXN'],
      ]),
    ],
    [
      'answered-internet-connection @ asked',
      tcp(inwards, 8080, [
        ['>', 'hello'],
        ['<', 'welcome'],
      ]),
    ],
    ['identifier-in-dns-name @ asker', asks('sn0123456789ab.reg.example', SERVER)],
    ['abandoned-service-name @ asker', Array.from({ length: 20 }, (_, i) => asks('gone.example', 'nxdomain', i * 1_000)).flat()],
    ['foreign-time-server @ asker', [...asks('srv7.example', SERVER), ...datagrams(outwards, [50_123, 123], [['>', NTP_QUESTION]], 9)]],
    ['port-scan @ asker', Array.from({ length: 12 }, (_, i) => tcp(inside, 1_000 + i, [], i * 10)).flat()],
    ['cleartext-ldap-password @ asker', recorded('ldap', 'bind', outwards)],
    ['cleartext-xmpp-password @ asker', recorded('xmpp', 'plain', outwards)],
    ['cleartext-snmp @ asker', recorded('snmp', 'trap', outwards)],
    ['identifier-in-mqtt @ asker', tcp(outwards, 1883, [['>', `\x10\x1c\0\x04MQTT\x04\0\0\x3c\0\x10pl-02000000000a-`]])],
    ['cleartext-model @ asker', http('GET / HTTP/1.1\r\nUser-Agent: Mozilla/5.0 (SMART-TV; Linux; Tizen 5.0)')],
    ['tls-fallback @ asker', tcp(outwards, 443, [['>', hello(0x5600)]])],
    [
      'certificate-refused @ asker',
      tcp(outwards, 443, [
        ['>', hello(0xc02f)],
        ['<', answered],
        ['>', Buffer.from('15030300020230', 'hex')],
      ]),
    ],
    [
      'internet-scan @ asker',
      Array.from({ length: 20 }, (_, i) =>
        playWith({ addresses: [DEVICE, `185.199.108.${i + 1}`], ports: [40_000, 23], start: START + i * 50_000 }, originator.syn()),
      ).flat(),
    ],
    ['question-storm @ asker', Array.from({ length: 100 }, (_, i) => asks('a.example', SERVER, i * 1_000)).flat()],
    [
      'data-in-dns-names @ asker',
      Array.from({ length: 40 }, (_, i) => asks(`${i}0a1b2c3d4e5f60718293a4b5c6d7e8f90.t.example`, SERVER, i * 1_000)).flat(),
    ],
    [
      'offered-service @ asked',
      tcp(inside, 8080, [
        ['>', 'hello'],
        ['<', 'welcome'],
      ]),
    ],
  ])('%s', async (expected, frames) => {
    expect(await findings(frames)).toContain(expected);
  });

  it.each<readonly [rule: string, readonly Role[], 'maker' | 'tracker' | 'service', TimedFrame[]]>([
    ['tracker-contact @ asker', ['cloud-api'], 'tracker', http('GET / HTTP/1.1')],
    ['voice-service-contact @ asker', ['voice'], 'service', http('GET / HTTP/1.1')],
    ['peer-relay-contact @ asker', ['p2p-relay'], 'service', http('GET / HTTP/1.1')],
    ['telemetry-contact @ asker', ['telemetry'], 'maker', http('GET / HTTP/1.1')],
    ['third-party-telemetry @ asker', ['telemetry'], 'service', http('GET / HTTP/1.1')],
    [
      'tracker-beacon @ asker',
      ['ads'],
      'tracker',
      Array.from({ length: 12 }, (_, i) => tcp(outwards, 80, [['>', 'GET / HTTP/1.1\r\nHost: api.example\r\n\r\n']], i * 60_000)).flat(),
    ],
    [
      'content-recognition-cadence @ asker',
      ['acr'],
      'service',
      Array.from({ length: 12 }, (_, i) => tcp(outwards, 80, [['>', 'GET / HTTP/1.1\r\nHost: api.example\r\n\r\n']], i * 15_000)).flat(),
    ],
  ])('%s, by a list', async (expected, roles, kind, frames) => {
    expect(await findings(frames, listing(roles, kind))).toContain(expected);
  });
});

describe('rules by octets: what is not held against anybody', () => {
  it.each<readonly [what: string, TimedFrame[]]>([
    [
      'knocks from the Internet that nothing answers',
      [
        ...datagrams(inwards, [50_001, 5683], [['>', '\x40\x01\x12\x34\xbb.well-known\x04core']]),
        ...datagrams(inwards, [50_002, 69], [['>', '\0\x01boot.img\0octet\0']]),
        ...datagrams(inwards, [50_003, 32_100], [['>', '\xf1\0\0\0']]),
        ...datagrams(
          inwards,
          [5_060, 5_060],
          [
            [
              '>',
              'INVITE sip:100@192.168.4.10 SIP/2.0\r\nVia: SIP/2.0/UDP 1.1.1.1\r\nFrom: <sip:a@b>\r\nTo: <sip:c@d>\r\nCall-ID: 1\r\nCSeq: 1 INVITE\r\n\r\n',
            ],
          ],
        ),
      ],
    ],
    [
      'names of fields without values',
      http('POST /login HTTP/1.1\r\nContent-Type: application/json', '{"password":"","hasPassword":true,"parentId":"7f"}', inside),
    ],
    [
      'a packed body at home that says nothing',
      http('POST /u HTTP/1.1\r\nContent-Encoding: gzip', gzipSync('{"state":"on","volume":4}').toString('latin1'), inside),
    ],
    ['a port that only refuses', playWith({ addresses: inside, ports: [40_000, 5555] }, originator.syn(), responder.rst())],
  ])('%s', async (_what, frames) => {
    expect(await findings(frames)).toEqual([]);
  });

  it.each([
    ['without a name of its own', 'hello', false],
    ['that names the host', 'GET / HTTP/1.1\r\nHost: api.example\r\n\r\n', true],
  ])('an address that several names lead to, by a conversation %s', async (_what, said, told) => {
    const asked = [...asks('other.example', SERVER), ...asks('api.example', SERVER, 5)];
    const found = await findings([...asked, ...tcp(outwards, 80, [['>', said]], 9)], listing(['ads'], 'tracker'));
    expect(found.includes('advertising-contact @ asker')).toBe(told);
  });

  it('a bare address to which a name had led', async () => {
    const frames = [...asks('api.example', SERVER), ...tcp(outwards, 80, [['>', `PUT /log HTTP/1.1\r\nHost: ${SERVER}:8899\r\n\r\n`]], 9)];
    expect(await findings(frames)).not.toContain('literal-http-host @ asker');
  });
});
