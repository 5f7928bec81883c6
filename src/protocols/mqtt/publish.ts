import { u16 } from '../../bytes/read.ts';
import { commonUtf8 } from '../wire/common-text.ts';

const TOPIC_ALIAS = 0x23;
/** One property, the topic alias: its identifier and two octets (MQTT 5, 3.3.2.3.4). */
const ALIAS_PROPERTY_OCTETS = 3;

/** What of a PUBLISH is read without its payload. Reused: `read` sets every field. */
export class Publish {
  topic = '';
  /** Where a topic alias stands in for the topic, or is given to it; -1 where there is none. */
  alias = -1;
  /** Octets of the payload that lie in what was given. */
  payload = 0;

  /**
   * Reads the variable header in `buffer[body, end)` (MQTT 3.1.1, 3.3.2; MQTT 5, 3.3.2). `malformed` where topic or identifier do not fit,
   * `unread` where there are properties other than a topic alias alone.
   */
  read(buffer: Buffer, body: number, end: number, qos: number, level: number): 'read' | 'malformed' | 'unread' {
    if (body + 2 > end) return 'malformed';
    const topicEnd = body + 2 + u16(buffer, body);
    if (topicEnd > end) return 'malformed';
    let at = topicEnd;
    if (qos > 0) at += 2; // packet identifier
    if (at > end) return 'malformed';
    this.alias = -1;
    if (level === 5 && at < end) {
      if (buffer[at] === ALIAS_PROPERTY_OCTETS && at + 4 <= end && buffer[at + 1] === TOPIC_ALIAS) {
        this.alias = u16(buffer, at + 2);
        at += ALIAS_PROPERTY_OCTETS;
      } else if (buffer[at] !== 0) return 'unread';
      at += 1;
    }
    this.topic = commonUtf8(buffer, body + 2, topicEnd);
    this.payload = end - at;
    return 'read';
  }
}
