import { TCP_FLAG, type Endpoint, type FrameWriter } from '../bench/frame-writer.ts';

const { syn: SYN, ack: ACK, fin: FIN } = TCP_FLAG;
const ANSWER = Buffer.from('HTTP/1.1 204 No Content\r\n\r\n');

/** A whole connection with one request in cleartext and its empty answer. */
export function oneRequest(writer: FrameWriter, client: Endpoint, server: Endpoint, host: string, target: string): void {
  const request = Buffer.from(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  writer.tcp(client, server, 0, 0, SYN);
  writer.tcp(server, client, 0, 1, SYN | ACK);
  writer.tcp(client, server, 1, 1, ACK, request);
  writer.tcp(server, client, 1, 1 + request.length, ACK, ANSWER);
  writer.tcp(client, server, 1 + request.length, 1 + ANSWER.length, FIN | ACK);
  writer.tcp(server, client, 1 + ANSWER.length, 2 + request.length, FIN | ACK);
}
