import { defaultRoute } from './interface-check.ts';
import type { Machine } from './machine.ts';
import { verdict, type Found, type Verdict } from './verdict.ts';
import { readRadios, readRegulatoryDomain, readWirelessInterfaces, type Radio } from './wireless.ts';

const INSTALL_IW = ['sudo apt install iw'];

/** Can a Wi-Fi chip of this machine be the access point, and on which bands? One radio or two? */
export async function checkRadios(machine: Machine): Promise<Verdict> {
  const phy = await machine.run('iw', ['phy']);
  if (phy.missing) return verdict('radio', 'hotspot', { level: 'unknown', state: 'unknown', mend: INSTALL_IW });
  const radios = readRadios(phy.stdout);
  const interfaces = readWirelessInterfaces((await machine.run('iw', ['dev'])).stdout);
  return verdict('radio', 'hotspot', judgeRadios(radios, interfaces, defaultRoute(machine)));
}

function judgeRadios(radios: readonly Radio[], interfaces: ReadonlyMap<string, readonly string[]>, upstream: string | null): Found {
  const facts = {
    radios: radios.map(
      (radio) => `${radio.name} (${[...(interfaces.get(radio.name) ?? []), ...radio.bands.map((band) => `${band} GHz`)].join(', ')})`,
    ),
    count: radios.length,
  };
  if (radios.length === 0) return { level: 'warning', state: 'none', facts };
  const able = radios.filter(({ accessPoint }) => accessPoint);
  if (able.length === 0) return { level: 'problem', state: 'no-access-point', facts };
  const onAir = able.filter(({ bands }) => bands.length > 0);
  if (onAir.length === 0) return { level: 'problem', state: 'no-channel', facts, mend: ['sudo iw reg set XX'] };
  const free = onAir.filter(({ name }) => upstream === null || !(interfaces.get(name) ?? []).includes(upstream));
  if (free.length > 0) return { level: 'ok', state: radios.length > 1 ? 'two' : 'ok', facts };
  return onAir.some(({ both }) => both) ? { level: 'warning', state: 'shared', facts } : { level: 'problem', state: 'busy', facts };
}

/** Which country's rules the radio follows. Without one, most channels are closed to an access point. */
export async function checkRegulatoryDomain(machine: Machine): Promise<Verdict> {
  const asked = await machine.run('iw', ['reg', 'get']);
  const country = asked.missing ? null : readRegulatoryDomain(asked.stdout);
  if (country === null) return verdict('regulatory-domain', 'hotspot', { level: 'unknown', state: 'unknown' });
  if (country !== '00') return verdict('regulatory-domain', 'hotspot', { level: 'ok', state: 'ok', facts: { country } });
  return verdict('regulatory-domain', 'hotspot', { level: 'warning', state: 'world', facts: { country }, mend: ['sudo iw reg set XX'] });
}

/** Radios that are switched off by a key or by a program (rfkill, /sys/class/rfkill). */
export function checkRadioSwitch(machine: Machine): Verdict {
  const folder = '/sys/class/rfkill';
  const radios = machine.list(folder).filter((name) => machine.read(`${folder}/${name}/type`)?.trim() === 'wlan');
  const on = (file: string): readonly string[] => radios.filter((name) => machine.read(`${folder}/${name}/${file}`)?.trim() === '1');
  const hard = on('hard');
  const soft = on('soft');
  if (radios.length === 0) return verdict('radio-switch', 'hotspot', { level: 'unknown', state: 'unknown' });
  if (hard.length > 0) return verdict('radio-switch', 'hotspot', { level: 'problem', state: 'hard', facts: { radios: hard } });
  if (soft.length === 0) return verdict('radio-switch', 'hotspot', { level: 'ok', state: 'ok' });
  return verdict('radio-switch', 'hotspot', {
    level: 'problem',
    state: 'soft',
    facts: { radios: soft },
    mend: ['sudo rfkill unblock wlan'],
  });
}
