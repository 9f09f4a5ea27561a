// A server of its own process: started, asked what it uses, ended.
import { fork } from 'node:child_process';
import { freePort } from '../graphs/neo4j.mjs';

const PROBE = new URL('probe.mjs', import.meta.url).href;
/** Longest time to start, milliseconds. */
const PATIENCE = 120_000;

export class ServerProcess {
  #child;
  #said = '';
  #asks = 0;
  #waiting = new Map();

  /** Starts a program of node; `port` is put into its environment. Resolves at once: it may not listen yet. */
  static async start(program, args, environment) {
    const port = await freePort();
    const child = fork(program, args, {
      execArgv: ['--import', PROBE],
      env: { ...clean(process.env), NODE_ENV: 'production', ...environment, PORT: String(port), HOST: '127.0.0.1' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    return new ServerProcess(child, port);
  }

  constructor(child, port) {
    this.#child = child;
    this.origin = `http://127.0.0.1:${port}`;
    this.pid = child.pid;
    this.ended = new Promise((resolve) => child.once('exit', resolve));
    child.stderr.on('data', (data) => {
      this.#said = (this.#said + data).slice(-4000);
    });
    child.on('message', (message) => {
      this.#waiting.get(message.ask)?.(message);
      this.#waiting.delete(message.ask);
    });
  }

  /** Processor time so far, microseconds, resident memory, bytes, and time an engine inside it took so far, milliseconds. */
  usage() {
    const ask = ++this.#asks;
    return new Promise((resolve) => {
      this.#waiting.set(ask, resolve);
      this.#child.send({ ask });
    });
  }

  /** Tries again and again until the server gives an answer that will do. */
  async answers(path, body, fits) {
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      try {
        const response = await fetch(`${this.origin}${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        });
        const answer = await response.json();
        if (fits(answer)) return;
        throw new Error(`The server answered ${JSON.stringify(answer).slice(0, 500)}`);
      } catch (error) {
        if (this.#child.exitCode !== null || Date.now() > deadline || !isRefused(error))
          throw new Error(`A server did not answer: ${error.message}\n${this.#said}`, { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  async stop() {
    this.#child.kill('SIGTERM');
    const late = setTimeout(() => this.#child.kill('SIGKILL'), 12_000);
    await this.ended;
    clearTimeout(late);
  }
}

const isRefused = (error) => error instanceof TypeError && error.message === 'fetch failed';

/** The environment without what would change what is measured. */
const clean = (environment) =>
  Object.fromEntries(
    Object.entries(environment).filter(([name]) => !/^(ENTENTE_|NEO4J_|NODE_OPTIONS|LOG_LEVEL|npm_)/.test(name)),
  );
