import { createGzip } from 'node:zlib';
import { FrameWriter, TCP_FLAG, type Endpoint } from '../bench/frame-writer.ts';

const START = 1_750_000_000_000_000;
const PIECE = 1 << 20;
const SEGMENT = 1_400;
const { syn: SYN, ack: ACK, fin: FIN } = TCP_FLAG;

/** A response over HTTP whose body of about a thousandth of that unpacks to so many MiB of zeros. */
export async function gzipBomb(path: string, mebibytes: number): Promise<void> {
  const body = await packedZeros(mebibytes);
  const writer = new FrameWriter(path, START);
  const client: Endpoint = { mac: Buffer.from([0, 0, 0x5e, 0, 0x53, 0x10]), address: Buffer.from([192, 168, 50, 10]), port: 40_000 };
  const server: Endpoint = { mac: Buffer.from([0, 0, 0x5e, 0, 0x53, 1]), address: Buffer.from([23, 23, 23, 23]), port: 80 };
  const request = Buffer.from('GET /bomb HTTP/1.1\r\nHost: bomb.example.net\r\nAccept-Encoding: gzip\r\n\r\n');
  const head = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`;
  const response = Buffer.concat([Buffer.from(head), body]);
  writer.tcp(client, server, 0, 0, SYN);
  writer.tcp(server, client, 0, 1, SYN | ACK);
  writer.tcp(client, server, 1, 1, ACK, request);
  for (let at = 0; at < response.length; at += SEGMENT) {
    const end = Math.min(at + SEGMENT, response.length);
    writer.tcp(server, client, 1 + at, 1 + request.length, ACK, response, at, end);
    writer.tcp(client, server, 1 + request.length, 1 + end, ACK);
    writer.at += 100;
  }
  writer.tcp(server, client, 1 + response.length, 1 + request.length, FIN | ACK);
  writer.close();
}

async function packedZeros(mebibytes: number): Promise<Buffer> {
  const gzip = createGzip({ level: 9 });
  const packed: Buffer[] = [];
  gzip.on('data', (piece: Buffer) => packed.push(piece));
  const ended = new Promise((resolve) => gzip.once('end', resolve));
  const zeros = Buffer.alloc(PIECE);
  for (let i = 0; i < mebibytes; i += 1) if (!gzip.write(zeros)) await new Promise((resolve) => gzip.once('drain', resolve));
  gzip.end();
  await ended;
  return Buffer.concat(packed);
}
