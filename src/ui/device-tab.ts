/** What there is to see of a device, from left to right. */
export const DEVICE_TABS = ['overview', 'findings', 'destinations', 'connections', 'names', 'notes'] as const;
export type DeviceTab = (typeof DEVICE_TABS)[number];

/** True for the tabs that are lists; the others are text. */
export function isListTab(tab: DeviceTab): tab is 'findings' | 'destinations' {
  return tab === 'findings' || tab === 'destinations';
}
