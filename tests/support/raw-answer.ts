import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

/** The whole answer to a request line that `fetch` would put right before it sent it, or under another name. */
export function rawAnswer(
  { address }: { address: string },
  request: string,
  host = new URL(address).host,
): Promise<string> {
  const socket = connect(Number(new URL(address).port), '127.0.0.1');
  socket.write(`${request} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  return text(socket);
}
