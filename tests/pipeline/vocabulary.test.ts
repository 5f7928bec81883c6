import { describe, expect, it } from 'vitest';
import { vocabulary } from '../../src/pipeline/vocabulary.ts';

/** The kinds that CONTRACT names with their fields: users' rules and scripts rely on them. */
const PROMISED: Readonly<Record<string, readonly string[]>> = {
  'capture.end': ['name', 'sha256', 'format', 'frames', 'octets', 'first', 'last', 'damaged_at', 'dropped'],
  'flow.end': [
    'proto',
    'orig_addr',
    'orig_port',
    'resp_addr',
    'resp_port',
    'orig_mac',
    'resp_mac',
    'first',
    'last',
    'orig_packets',
    'resp_packets',
    'orig_octets',
    'resp_octets',
    'orig_payload',
    'resp_payload',
    'service',
    'history',
    'community_id',
    'missing_octets',
  ],
  arp: ['op', 'sender_mac', 'sender_addr', 'target_mac', 'target_addr'],
  'dhcp.message': [
    'type',
    'client_mac',
    'hostname',
    'vendor_class',
    'parameter_list',
    'requested_addr',
    'offered_addr',
    'dns_servers',
    'routers',
  ],
  'dns.query': ['over', 'id', 'name', 'type'],
  'dns.answer': ['over', 'id', 'name', 'type', 'rcode', 'answers'],
  'tls.client_hello': ['version', 'sni', 'alpn', 'ciphers', 'extensions', 'supported_versions', 'ja3', 'ja4', 'ech', 'over'],
  'tls.server_hello': ['version', 'cipher', 'alpn', 'ja3s', 'over'],
  'tls.certificate': [
    'position',
    'subject',
    'issuer',
    'serial',
    'san',
    'not_before',
    'not_after',
    'key',
    'key_bits',
    'signature',
    'self_signed',
    'sha256',
  ],
  'tls.alert': ['level', 'description'],
  'quic.initial': ['version', 'dcid', 'scid'],
  'http.request': ['method', 'host', 'target', 'version', 'user_agent', 'content_type', 'content_length', 'has_credentials', 'has_cookie'],
  'http.response': ['status', 'version', 'server', 'content_type', 'content_length', 'sets_cookie'],
  'mqtt.connect': ['protocol_level', 'client_id', 'has_username', 'has_password', 'keep_alive'],
  'mqtt.publish': ['topic', 'qos', 'retain', 'length'],
  'mqtt.subscribe': ['topics'],
  'ssdp.message': ['method', 'st', 'nt', 'usn', 'location', 'server'],
  anomaly: ['layer', 'what'],
};

describe('the vocabulary', () => {
  const all = vocabulary();

  it.each(Object.entries(PROMISED))('%s has the fields that were promised', (kind, fields) => {
    expect(Object.keys(all[kind] ?? {})).toEqual(expect.arrayContaining([...fields]));
  });

  it.each([
    'flow.start',
    'dhcpv6.message',
    'rtsp.request',
    'ntp.message',
    'telnet.session',
    'ftp.command',
    'smtp.command',
    'behaviour.scan',
    'tls.accepted_certificate',
  ])('knows %s', (kind) => {
    expect(all[kind]).toBeDefined();
  });

  it('names kinds and fields in lower case, as rule files write them', () => {
    for (const [kind, shape] of Object.entries(all)) {
      expect(kind).toMatch(/^[a-z0-9]+(\.[a-z0-9_]+)?$/);
      for (const field of Object.keys(shape)) expect(field).toMatch(/^[a-z0-9_]+$/);
    }
  });
});
