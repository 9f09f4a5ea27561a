// Sends requests as fast as they are answered, from so many connections, one request at a time on each.
import { Client } from 'undici';

const HEADERS = { 'content-type': 'application/json', accept: 'application/json' };

/** Connections to a server, kept open between measurements. */
export class Connections {
  #clients;

  constructor(origin, n) {
    this.#clients = Array.from(
      { length: n },
      () => new Client(origin, { pipelining: 1, headersTimeout: 120_000, bodyTimeout: 120_000 }),
    );
  }

  /** One answer, as text. */
  async ask({ path, body, method = 'POST' }) {
    const response = await this.#clients[0].request({ path, method, headers: HEADERS, body });
    const text = await response.body.text();
    if (response.statusCode !== 200) throw new Error(`HTTP ${response.statusCode}: ${text.slice(0, 1500)}`);
    return text;
  }

  /**
   * Sends the requests in turn from `clients` connections for so many milliseconds, at least `least` and at most `most` of
   * them. Resolves with the time each took (milliseconds), the bytes of their answers and how long it all took.
   */
  async load(requests, { clients, milliseconds, least = 1, most = Number.MAX_SAFE_INTEGER }) {
    const times = [];
    let bytes = 0;
    let sent = 0;
    const started = performance.now();
    const until = started + milliseconds;
    const work = async (client) => {
      while ((performance.now() < until || sent < least) && sent < most) {
        const request = requests[sent++ % requests.length];
        const from = performance.now();
        bytes += await bytesOf(client, request);
        times.push(performance.now() - from);
      }
    };
    await Promise.all(this.#clients.slice(0, clients).map(work));
    return { times, bytes, elapsed: performance.now() - started };
  }

  async close() {
    await Promise.all(this.#clients.map((client) => client.close()));
  }
}

/** Sends one request and counts the bytes of its answer; no more is done with it, so that little of the time is ours. */
function bytesOf(client, { path, body }) {
  return new Promise((resolve, reject) => {
    let bytes = 0;
    let status = 0;
    client.dispatch(
      { path, method: 'POST', headers: HEADERS, body },
      {
        onRequestStart() {},
        onResponseStart(_, statusCode) {
          status = statusCode;
        },
        onResponseData(_, chunk) {
          bytes += chunk.length;
        },
        onResponseEnd() {
          if (status === 200) resolve(bytes);
          else reject(new Error(`HTTP ${status} to ${body.slice(0, 300)}`));
        },
        onResponseError(_, error) {
          reject(error);
        },
      },
    );
  });
}
