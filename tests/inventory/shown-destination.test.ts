import { describe, expect, it } from 'vitest';
import type { Destination } from '../../src/model/destination.ts';
import { World } from './world.ts';

const totals = (world: World, octets: number, content: 'text' | 'media' = 'text'): Parameters<World['inventory']['account']>[1] => ({
  originatorOctets: octets,
  responderOctets: octets * 2,
  packets: octets,
  last: world.at,
  payload: octets,
  content,
});
const shown = (world: World): Destination[] => world.inventory.destinations();

describe('a destination as it is shown', () => {
  it('is the same object until something of it changes, and right after that', () => {
    const world = new World();
    const [view, other] = [world.out('5.5.5.5'), world.out('6.6.6.6')];
    for (const each of [view, other]) world.inventory.account(each, totals(world, 10));
    const before = shown(world);
    expect(before).toMatchObject([{ octetsUp: 10 }, { octetsUp: 10 }]);
    for (const each of [view, other]) world.inventory.preview(each, totals(world, 10));
    const again = shown(world);
    expect(again.map((each, index) => each === before[index])).toEqual([true, true]);
    world.inventory.account(view, totals(world, 11));
    const after = shown(world);
    expect(after.map((each, index) => each === before[index])).toEqual([false, true]);
    expect(after[0]).toMatchObject({ octetsUp: 11, octetsDown: 22, octetsByClass: { text: 11 } });
    expect(before[0]).toMatchObject({ octetsUp: 10 });
  });

  it.each<[string, (world: World, view: ReturnType<World['out']>) => void, object]>([
    ['what its octets are', (world, view) => world.inventory.account(view, totals(world, 10, 'media')), { octetsByClass: { media: 10 } }],
    ['another port', (world) => void world.out('5.5.5.5', 81), { ports: ['tcp/443', 'tcp/81'], flows: 2 }],
    ['another flow', (world) => void world.out('5.5.5.5'), { flows: 2 }],
  ])('shows %s', (_name, change, expected) => {
    const world = new World();
    const view = world.out('5.5.5.5');
    world.inventory.account(view, totals(world, 10));
    expect(shown(world)).toMatchObject([{ ports: ['tcp/443'], flows: 1, octetsByClass: { text: 10 } }]);
    change(world, view);
    expect(shown(world)).toMatchObject([expected]);
  });

  it('stands in order of device and name, also where some come and go in between', () => {
    const world = new World();
    const [late] = [world.out('7.7.7.7'), world.out('5.5.5.5')];
    const names = (): string[] => shown(world).map(({ name }) => name);
    expect(names()).toEqual(['5.5.5.5', '7.7.7.7']);
    world.out('6.6.6.6');
    expect(names()).toEqual(['5.5.5.5', '6.6.6.6', '7.7.7.7']);
    world.see('tls.client_hello', { sni: 'a.example.com' }, late);
    expect(names()).toEqual(['5.5.5.5', '6.6.6.6', 'a.example.com']);
  });
});
