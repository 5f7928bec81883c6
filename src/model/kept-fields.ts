import type { Fields, Scalar, Value } from './observation.ts';

/** Fields that hold a URI as it was sent: its query may carry tokens and what a person typed. */
const URI_FIELDS = ['target', 'location'] as const;

/** One value of an observation as it may be kept or shown: of a URI field only what `keptFields` leaves of it. */
export function keptValue(name: string, value: Value | readonly Scalar[]): Value | readonly Scalar[] {
  return typeof value === 'string' && (URI_FIELDS as readonly string[]).includes(name) ? keptUri(value) : value;
}

/**
 * The fields of an observation as they are kept and reported: of a URI everything but the values in its query and what stands before the host
 * (`/login?user=anna` becomes `/login?user=(4)`: the length stands for the value).
 */
export function keptFields(fields: Fields): Fields {
  for (const name of URI_FIELDS) {
    const value = fields[name];
    if (typeof value !== 'string' || !(value.includes('?') || value.includes('@') || value.includes('#'))) continue;
    return { ...fields, ...keptUris(fields) };
  }
  return fields;
}

function keptUris(fields: Fields): Fields {
  const kept: Record<string, string> = {};
  for (const name of URI_FIELDS) {
    const value = fields[name];
    if (typeof value === 'string') kept[name] = keptUri(value);
  }
  return kept;
}

/** RFC 3986, 3: `scheme://userinfo@host/path?query#fragment`, of which any part may lack. */
function keptUri(uri: string): string {
  const queryAt = firstOf(uri, '?', '#');
  const front = withoutUserInfo(uri.slice(0, queryAt));
  if (queryAt === uri.length) return front;
  const mark = uri.charAt(queryAt);
  const rest = uri.slice(queryAt + 1).split(/([&;#])/);
  return front + mark + rest.map((part, index) => (index % 2 === 1 ? part : keptPair(part))).join('');
}

/** Without `=` there is no telling whether a name or a value stands there. */
function keptPair(pair: string): string {
  if (pair === '') return '';
  const equals = pair.indexOf('=');
  return equals < 0 ? `(${pair.length})` : `${pair.slice(0, equals)}=(${pair.length - equals - 1})`;
}

function withoutUserInfo(front: string): string {
  const slashes = front.indexOf('//');
  if (slashes < 0) return front;
  const start = slashes + 2;
  const slash = front.indexOf('/', start);
  const end = slash < 0 ? front.length : slash;
  const at = front.lastIndexOf('@', end - 1);
  return at < start ? front : front.slice(0, start) + front.slice(at + 1);
}

function firstOf(text: string, left: string, right: string): number {
  const leftAt = text.indexOf(left);
  const rightAt = text.indexOf(right);
  if (leftAt < 0) return rightAt < 0 ? text.length : rightAt;
  return rightAt < 0 ? leftAt : Math.min(leftAt, rightAt);
}
