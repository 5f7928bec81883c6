/**
 * Makers of radio modules and boards that other brands build in. Their name in the IEEE registry says what is inside
 * the device, not who sold it: it is no brand. As the words that their names begin with, in lower case.
 */
const MODULE_MAKERS: readonly string[] = [
  'ampak',
  'azurewave',
  'beken',
  'bouffalo',
  'broadcom',
  'chongqing fugui',
  'cloud network technology',
  'cypress',
  'espressif',
  'fn-link',
  'fn link',
  'gainspan',
  'gaoshengda',
  'hon hai',
  'hui zhou gaoshengda',
  'intel corporate',
  'liteon',
  'lite-on',
  'lite on',
  'marvell',
  'mediatek',
  'microchip',
  'murata',
  'nordic semiconductor',
  'qualcomm',
  'quectel',
  'ralink',
  'raspberry pi',
  'realtek',
  'redpine',
  'rivet',
  'samjin',
  'shenzhen bilian',
  'shenzhen rf-link',
  'sichuan ai-link',
  'silicon laboratories',
  'smart innovation',
  'telit',
  'texas instruments',
  'tuya',
  'u-blox',
  'universal global scientific',
  'usi co',
  'wistron',
  'wisol',
  'qingdao hisense communications',
];

/** True where a registry name is that of a module maker. */
export function isModuleMaker(vendor: string): boolean {
  const name = vendor.toLowerCase();
  return MODULE_MAKERS.some((maker) => name.startsWith(maker));
}
