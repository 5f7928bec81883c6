import type { MessageKey } from '../language/message.ts';
import { bestClaim, type Device } from '../model/device.ts';
import type { Finding } from '../model/finding.ts';
import { addressOfId, catalogueOf, destinationOf } from './catalogue.ts';
import { rowUnderCursor, subjectOf } from './moves.ts';
import { paneOf, type UiState } from './state.ts';
import { destinationFilter, deviceFilter, framesFilter, wiresharkCommands } from './wireshark.ts';

/** One value that can be taken elsewhere. Foreign text: it is escaped before it is shown or handed on. */
export interface Copyable {
  readonly label: MessageKey;
  readonly text: string;
}

/** Addresses of one thing that are offered. */
const ADDRESSES_MAX = 4;

/** What y offers: the names, addresses and filters of what one is looking at. */
export function copyablesOf(state: UiState): readonly Copyable[] {
  const { snapshot } = state;
  const { devices, destinations, findings } = catalogueOf(snapshot);
  const subject = subjectOf(state);
  switch (subject?.kind) {
    case 'device': {
      const device = devices.get(subject.id);
      return device === undefined ? [] : ofDevice(device);
    }
    case 'destination': {
      const destination = destinations.get(subject.id);
      if (destination === undefined) return [];
      const { name, addresses, owner } = destination;
      return [
        ...some('name', name),
        ...ofAddresses(addresses, name),
        ...some('owner', owner),
        ...some('filter', destinationFilter(destination)),
      ];
    }
    case 'finding': {
      const finding = findings.get(subject.id);
      return finding === undefined ? [] : ofFinding(state, finding);
    }
    default:
      return ofGroup(state);
  }
}

/** What w offers: how to see the same in Wireshark. */
export function wiresharkOf(state: UiState): readonly Copyable[] {
  const ways = copyablesOf(state).filter(({ label }) => label === 'ui.copy.command' || label === 'ui.copy.filter');
  return [...ways.filter(({ label }) => label === 'ui.copy.command'), ...ways.filter(({ label }) => label === 'ui.copy.filter')];
}

type What = 'name' | 'mac' | 'address' | 'owner' | 'destination' | 'id' | 'rule' | 'filter' | 'command';

function some(what: What, text: string | null | undefined): readonly Copyable[] {
  return text === null || text === undefined || text === '' ? [] : [{ label: `ui.copy.${what}`, text }];
}

function ofAddresses(addresses: readonly string[], known: string): readonly Copyable[] {
  return addresses
    .filter((address) => address !== known)
    .slice(0, ADDRESSES_MAX)
    .flatMap((address) => some('address', address));
}

function ofDevice(device: Device): readonly Copyable[] {
  const name = bestClaim(device.hostname)?.value ?? bestClaim(device.model)?.value;
  const mac = addressOfId(device.id) === null ? device.mac : null;
  return [...some('name', name), ...some('mac', mac), ...ofAddresses(device.addresses, ''), ...some('filter', deviceFilter(device))];
}

function ofFinding({ snapshot, status }: UiState, finding: Finding): readonly Copyable[] {
  // What was captured without being recorded lies in no file.
  const inFile = (status.source ?? 'file') === 'file' || (snapshot.notes?.recordings ?? []).length > 0;
  const commands = inFile ? wiresharkCommands(snapshot, finding, status.name) : [];
  return [
    ...some('id', finding.id),
    ...some('rule', finding.rule.id),
    ...some('destination', finding.destination),
    ...some('address', destinationOf(snapshot, finding)?.addresses[0]),
    ...some('filter', framesFilter(snapshot, finding)),
    ...commands.flatMap((command) => some('command', command)),
  ];
}

/** A group has only its name. */
function ofGroup(state: UiState): readonly Copyable[] {
  const pane = paneOf(state);
  if (pane.type !== 'list' || (pane.kind !== 'rules' && pane.kind !== 'companies')) return [];
  const row = rowUnderCursor(state, pane);
  return some(pane.kind === 'rules' ? 'rule' : 'owner', row === '?' ? null : row);
}
