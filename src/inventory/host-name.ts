const NAME_MAX = 253;
/** Labels of letters, digits, `-` and `_`; every character can be matched in one way only, so the time is linear. */
const HOST = /^[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/;
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/**
 * A host name as the network gave it (SNI, Host header, DNS), in the form in which names are compared: lower case,
 * no last dot, no port. Null for addresses and for anything that cannot be a host name.
 */
export function hostName(text: string): string | null {
  if (text.length > NAME_MAX + 8) return null;
  let name = text.toLowerCase();
  const colon = name.indexOf(':');
  if (colon >= 0) {
    if (!/^\d{0,5}$/.test(name.slice(colon + 1))) return null;
    name = name.slice(0, colon);
  }
  if (name.endsWith('.')) name = name.slice(0, -1);
  if (name.length > NAME_MAX || name === '' || IPV4.test(name) || /^[\d.]+$/.test(name)) return null;
  return HOST.test(name) ? name : null;
}
