// A small graph by hand, for suites that are not about what it holds: enough of everything for a page to have a next one.
import { record } from '../../src/domain/record/record.service.ts';
import { openEmbedded } from '../../src/engines/embedded/embedded.store.ts';
import { when } from '../../src/model/edtf.ts';
import type { GraphStore } from '../../src/store/port.ts';
import { claim, entity, source } from './graph.ts';

const member = (subject: string, from: string, to = '..', standing = 'FULL') =>
  claim({
    type: 'MEMBER_OF',
    subject,
    object: 'org:nato',
    source: 'source:treaty',
    from,
    to,
    qualifiers: { standing },
  });
const value = (source_: string, amount: string, stated: string) =>
  claim({
    type: 'VALUE',
    subject: 'agreement:deal',
    source: source_,
    amount: { value: amount, unit: 'USD', basis: 'NOMINAL' },
    speaker: 'person:seller',
    stated,
  });
const milestone = (reached: string, from: string) =>
  claim({ type: 'MILESTONE', subject: 'agreement:deal', value: reached, source: 'source:news', from });
const party = (subject: string, role: string, agreement = 'agreement:deal') =>
  claim({ type: 'PARTY_TO', subject, object: agreement, source: 'source:treaty', qualifiers: { role } });

export const SMALL = {
  sources: [
    source('source:treaty', { kind: 'PRIMARY', publishedOn: when('1949-04-04') }),
    source('source:news', { publishedOn: when('2019-10-24') }),
    source('dataset:d@1', { kind: 'DATASET', dataset: 'dataset:d', version: '1', publishedOn: when('2018') }),
    source('dataset:d@2', { kind: 'DATASET', dataset: 'dataset:d', version: '2', publishedOn: when('2020') }),
  ],
  entities: [
    entity('country:tur', { name: 'Turkey', names: { tr: 'Türkiye' }, codes: [{ scheme: 'ISO3', value: 'TUR' }] }),
    entity('country:rus', { name: 'Russia', codes: [{ scheme: 'ISO3', value: 'RUS' }] }),
    entity('country:geo', { name: 'Georgia' }),
    entity('country:deu', { name: 'Germany', codes: [{ scheme: 'COW', value: '255', from: when('1990-10-03') }] }),
    entity('country:prussia', { name: 'Prussia', codes: [{ scheme: 'COW', value: '255', to: when('1871-01-17') }] }),
    entity('org:nato', { name: 'NATO', category: 'IGO' }),
    entity('org:georgia-company', { name: 'Georgia', category: 'COMPANY' }),
    entity('person:seller', { name: 'Sergei Seller' }),
    entity('agreement:deal', { name: 'The deal', agreementKind: 'ARMS_CONTRACT' }),
    entity('agreement:older', { name: 'An older deal', agreementKind: 'ARMS_CONTRACT' }),
    entity('agreement:pact', { name: 'A pact', agreementKind: 'ALLIANCE' }),
    entity('item:system', { name: 'The system' }),
  ],
  claims: [
    member('country:tur', '1952-02-18'),
    member('country:deu', '1990-10-03'),
    member('country:geo', '2010', '2012-06', 'OBSERVER'),
    party('country:tur', 'BUYER'),
    party('country:rus', 'SELLER'),
    party('country:tur', 'BUYER', 'agreement:older'),
    party('country:tur', 'SIGNATORY', 'agreement:pact'),
    claim({ type: 'COVERS', subject: 'agreement:deal', object: 'item:system', source: 'source:news' }),
    milestone('SIGNED', '2017-04-11'),
    milestone('DELIVERED', '2019-10-23'),
    value('source:news', '2500000000', '2017-12-27'),
    value('dataset:d@1', '2000000000', '2018-01-02'),
    claim({
      type: 'BORDERS',
      subject: 'country:tur',
      object: 'country:geo',
      source: 'dataset:d@2',
      from: '1991-04-09',
      to: '..',
    }),
    claim({ type: 'EXISTENCE', subject: 'country:tur', source: 'dataset:d@2', from: '1923-10-29', to: '..' }),
  ],
};

/** When the small graph is recorded. */
export const RECORDED = Date.UTC(2026, 0, 1);

export async function putSmall(store: GraphStore): Promise<void> {
  await record(store, SMALL, RECORDED);
}

/** The small graph in an embedded store of its own. */
export async function openSmall(): Promise<GraphStore> {
  const store = openEmbedded({ shuffle: true });
  await store.ensureSchema();
  await putSmall(store);
  return store;
}
