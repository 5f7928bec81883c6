import { expect, it } from 'vitest';
import { pause } from '../../src/store/pause.ts';

it('holds the thread up, timers with it', async () => {
  const order: string[] = [];
  const timer = new Promise<void>((resolve) => setTimeout(() => resolve(void order.push('timer')), 1));
  pause(30);
  order.push('after');
  await timer;
  expect(order).toEqual(['after', 'timer']);
});
