const NAME_MAX = 253;
const LABEL_MAX = 63;
const DOT = 0x2e;
const DASH = 0x2d;
const UNDERSCORE = 0x5f;
/** Labels of letters, digits, `-` and `_`; every character can be matched in one way only, so the time is linear. */
const HOST = /^[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/;
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/**
 * A host name as the network gave it (SNI, Host header, DNS), in the form in which names are compared: lower case,
 * no last dot, no port. Null for addresses and for anything that cannot be a host name.
 */
export function hostName(text: string): string | null {
  if (text.length > NAME_MAX + 8) return null;
  return isFinished(text) ? text : finished(text);
}

/** True where the text is a host name as it stands: nearly all are. */
function isFinished(text: string): boolean {
  if (text.length > NAME_MAX) return false;
  let label = 0;
  let numeric = true;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === DOT) {
      if (label === 0) return false;
      label = 0;
      continue;
    }
    const digit = code >= 0x30 && code <= 0x39;
    if (!digit && (code < 0x61 /* a */ || code > 0x7a) /* z */ && code !== DASH && code !== UNDERSCORE) return false;
    if (!digit) numeric = false;
    label += 1;
    if (label > LABEL_MAX) return false;
  }
  return label > 0 && !numeric;
}

function finished(text: string): string | null {
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
