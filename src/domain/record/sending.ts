import type { Params, Statement, Writer } from '../../store/port.ts';

/** Sends statements that return nothing of use without waiting for each: the engine does one while the next is made ready. */
export class Sending {
  readonly #writer: Writer;
  readonly #sent: Promise<unknown>[] = [];

  constructor(writer: Writer) {
    this.#writer = writer;
  }

  send(statement: Statement, params: Params): void {
    const answer = this.#writer.run(statement, params);
    // Told by `done`; until then it must not count as an error nobody handles.
    answer.catch(() => undefined);
    this.#sent.push(answer);
  }

  /** Resolves when all are done; rejects as the first that failed. */
  async done(): Promise<void> {
    await Promise.all(this.#sent);
  }
}
