import { describe, expect, it } from 'vitest';
import { DEVICE_TABS, isListTab } from '../../src/ui/device-tab.ts';

describe('the tabs of a device', () => {
  it('begin with the overview; two of them are lists', () => {
    expect(DEVICE_TABS[0]).toBe('overview');
    expect(DEVICE_TABS.filter(isListTab)).toEqual(['findings', 'destinations']);
  });
});
