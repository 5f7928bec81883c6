import { describe, expect, it } from 'vitest';
import { FlowIndex } from '../../src/flow/flow-index.ts';
import { FlowKey, KEY_HASH } from '../../src/flow/flow-key.ts';
import { WORDS } from '../../src/flow/flow-records.ts';
import { udpPacket } from './build.ts';

describe('FlowIndex', () => {
  it('finds, unlinks and survives growth even where all keys collide', () => {
    const key = new FlowKey(3);
    const index = new FlowIndex();
    const words = new Int32Array(40 * WORDS);
    const packet = (i: number) =>
      i % 2 === 0 ? udpPacket(`192.0.2.${i} 1000`, '192.0.2.200 53') : udpPacket(`2001:db8::${i} 1000`, '2001:db8::ffff 53');
    const load = (i: number): Int32Array => {
      key.read(packet(i));
      key.words[KEY_HASH] = 77;
      return key.words;
    };
    index.resize(words, 0, 4);
    for (let i = 0; i < 40; i += 1) {
      if (i === 10) index.resize(words, 10, 40);
      words.set(load(i), i * WORDS);
      index.link(words, i);
    }
    for (let i = 0; i < 40; i += 1) expect(index.find(words, load(i))).toBe(i);
    for (const slot of [39, 0, 17]) index.unlink(words, slot);
    for (let i = 0; i < 40; i += 1) expect(index.find(words, load(i))).toBe([39, 0, 17].includes(i) ? -1 : i);
  });
});
