import { describe, expect, it } from 'vitest';
import { InitialSecret, openInitial, type InitialKeys } from '../../../src/protocols/quic/keys.ts';
import { LongHeader } from '../../../src/protocols/quic/packet.ts';
import { quicVersion, type QuicVersion } from '../../../src/protocols/quic/versions.ts';
import { RFC_CONNECTION_ID, RFC_CRYPTO_FRAME, RFC_SERVER_INITIAL, sealInitial } from '../../builders/quic.ts';

const id = Buffer.from(RFC_CONNECTION_ID, 'hex');

function initialKeys(version: QuicVersion, connectionId: Buffer, side: 'client' | 'server'): InitialKeys {
  return new InitialSecret(version, connectionId, 0, connectionId.length).keys(side);
}

describe('keys of Initial packets', () => {
  // RFC 9001, appendix A.1; RFC 9369, appendix A.1.
  it.each([
    [1, 'client', '1f369613dd76d5467730efcbe3b1a22d', 'fa044b2f42a3fd3b46fb255c', '9f50449e04a0e810283a1e9933adedd2'],
    [1, 'server', 'cf3a5331653c364c88f0f379b6067e37', '0ac1493ca1905853b0bba03e', 'c206b8d9b9f0f37644430b490eeaa314'],
    [0x6b3343cf, 'client', '8b1a0bc121284290a29e0971b5cd045d', '91f73e2351d8fa91660e909f', '45b95e15235d6f45a6b19cbcb0294ba9'],
    [0x6b3343cf, 'server', '82db637861d55e1d011f19ea71d5d2a7', 'dd13c276499c0249d3310652', 'edf6d05c83121201b436e16877593c3a'],
  ] as const)('of version %i for the %s', (version, side, key, iv, hp) => {
    const keys = initialKeys(quicVersion(version)!, id, side);
    expect([keys.key, keys.iv, keys.headerProtection].map((part) => part.toString('hex'))).toEqual([key, iv, hp]);
  });
});

function opened(packet: Buffer, side: 'client' | 'server', connectionId = id): Buffer | null {
  const header = new LongHeader();
  expect(header.read(packet, 0, packet.length)).toBe(true);
  return openInitial(packet, header, initialKeys(header.version!, connectionId, side));
}

describe('opening an Initial packet', () => {
  it("of the client in RFC 9001, appendix A.2: sealed by its steps, its first octets are the RFC's", () => {
    const packet = sealInitial({ keyId: RFC_CONNECTION_ID, dcid: RFC_CONNECTION_ID, number: 2, frames: RFC_CRYPTO_FRAME, paddedTo: 1_162 });
    expect(packet.toString('hex', 0, 64)).toBe(
      'c000000001088394c8f03e5157080000449e7b9aec34d1b1c98dd7689fb8ec11d242b123dc9bd8bab936b47d92ec356c0bab7df5976d27cd449f63300099f399',
    );
    expect(packet.length).toBe(1_200);
    expect(opened(packet, 'client')?.subarray(0, RFC_CRYPTO_FRAME.length)).toEqual(RFC_CRYPTO_FRAME);
  });

  it('of the server in RFC 9001, appendix A.3', () => {
    const payload = opened(RFC_SERVER_INITIAL, 'server');
    expect(
      payload?.toString('hex').startsWith('02000000000600405a020000560303eefce7f7b37ba1d1632e96677825ddf73988cfc79825df566dc5430b9a045a12'),
    ).toBe(true);
  });

  it('leaves the packet as it is', () => {
    const packet = Buffer.from(RFC_SERVER_INITIAL);
    opened(packet, 'server');
    expect(packet).toEqual(RFC_SERVER_INITIAL);
  });

  it('fails with other keys, after any change, and on what is too short', () => {
    expect(opened(RFC_SERVER_INITIAL, 'client')).toBeNull();
    expect(opened(RFC_SERVER_INITIAL, 'server', Buffer.from('00', 'hex'))).toBeNull();
    const changed = Buffer.from(RFC_SERVER_INITIAL);
    changed[100]! ^= 1;
    expect(opened(changed, 'server')).toBeNull();
    for (let length = 0; length <= 20; length += 1) {
      const short = Buffer.concat([Buffer.from('c000000001000000', 'hex'), Buffer.from([length]), Buffer.alloc(length, 1)]);
      expect(opened(short, 'client')).toBeNull();
    }
  });
});
