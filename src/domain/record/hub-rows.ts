import { hubOf } from '../../model/claim.ts';
import type { RecordedType } from '../../model/registry.ts';
import type { Params, Statement, Value } from '../../store/port.ts';
import type { PerHub } from './record.cypher.ts';

/** What is asked about facts, or done to them, by texts that find them from their hubs: gathered fact by fact. */
export class HubRows {
  readonly #texts: PerHub;
  readonly #given = new Map<Statement, Map<string, Record<string, Value>>>();
  size = 0;

  constructor(texts: PerHub) {
    this.#texts = texts;
  }

  /** Gives a value under a name to the row of the fact's hub. */
  add(fact: { type: RecordedType; subject: string; object?: string }, name: string, value: Value): void {
    const hub = hubOf(fact);
    const text = this.#texts[hub === fact.subject ? 'subject' : 'object'][fact.type];
    const hubs = this.#given.get(text) ?? new Map<string, Record<string, Value>>();
    this.#given.set(text, hubs);
    const given = hubs.get(hub) ?? {};
    hubs.set(hub, given);
    given[name] = value;
    this.size++;
  }

  /** The texts, each with its parameters. */
  all(): [Statement, Params][] {
    return [...this.#given].map(([text, hubs]) => [text, { rows: [...hubs].map(([hub, given]) => ({ hub, given })) }]);
  }
}
