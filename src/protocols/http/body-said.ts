import type { FieldsOf } from '../../model/observation.ts';
import { bodyText, refused, type BodyText } from './body-text.ts';
import { carriesCredentials, targetText, type HeaderFacts } from './fields.ts';
import { isReadable, keysOf, queryHasPassword, type BodyKeys } from './keys.ts';
import type { observes } from './observes.ts';
import type { PassingRequest, PassingResponse, Peek } from './peek.ts';

/** What is said of a request whose body has passed, as far as it was looked at. */
export function requestFields(passing: PassingRequest): FieldsOf<(typeof observes)['http.request']> {
  const { head, facts } = passing;
  const body = passing.octets === 0 ? null : textOfBody(passing, facts);
  const found = body === null ? null : namesIn(body, facts);
  return {
    method: head.method ?? '',
    host: facts.host,
    target: targetText(head),
    version: head.version,
    user_agent: facts.userAgent,
    content_type: facts.contentType,
    content_length: facts.contentLength,
    has_credentials: carriesCredentials(facts, head.target),
    has_cookie: facts.hasCookie,
    authorization_scheme: facts.authorizationScheme,
    form_password: found?.password === true || queryHasPassword(head.target),
    body_octets: passing.octets,
    body_keys: found === null ? null : found.keys,
    body_encodings: body === null || body.encodings.length === 0 ? null : body.encodings,
    body_unpacked_octets: body === null || body.encodings.length === 0 ? null : body.octets,
    body_flaw: body === null ? null : body.flaw,
    content_encoding: facts.contentEncoding,
    soap_action: facts.soapAction,
    referer_host: facts.refererHost,
    accepts: facts.accepts,
    framing_conflict: facts.conflict,
    head_cut: passing.headCut,
  };
}

/** What is said of a response's body; null where nothing could be read in it and nothing is wrong with it. */
export function responseBodyFields(passing: PassingResponse): FieldsOf<(typeof observes)['http.response_body']> | null {
  const { facts, request, status } = passing;
  if (passing.octets === 0) return null;
  const body = textOfBody(passing, facts);
  const found = namesIn(body, facts);
  const names = found !== null && found.keys.length > 0;
  if (!names && (body.flaw === null || body.flaw === 'cut')) return null;
  return {
    request_method: request?.method ?? null,
    request_host: request?.host ?? null,
    request_path: request?.path ?? null,
    status,
    content_type: facts.contentType,
    content_encoding: facts.contentEncoding,
    has_password: found?.password === true,
    body_octets: passing.octets,
    body_keys: names ? found.keys : null,
    body_encodings: body.encodings.length === 0 ? null : body.encodings,
    body_unpacked_octets: body.encodings.length === 0 ? null : body.octets,
    body_flaw: body.flaw,
  };
}

/** True where the body of such a response is worth keeping its start of: JSON, a form, or nobody says what it is. */
export const mayHoldNames = ({ contentType }: HeaderFacts): boolean => isReadable(contentType);

/** Codings of the content come before those of the transfer (RFC 9110, 8.4; RFC 9112, 7). */
function textOfBody(passing: Peek, { contentEncoding, transferEncoding }: HeaderFacts): BodyText {
  if (passing.crowdedOut) return refused([]);
  const codings =
    contentEncoding === null || transferEncoding === null
      ? (contentEncoding ?? transferEncoding)
      : `${contentEncoding},${transferEncoding}`;
  return bodyText(codings, passing.seen());
}

/** A media type that names the packing says nothing of what is inside: JSON tells itself. */
function namesIn({ text, encodings }: BodyText, { contentType }: HeaderFacts): BodyKeys | null {
  if (text === null) return null;
  return keysOf(contentType, text) ?? (encodings.length > 0 ? keysOf(null, text) : null);
}
