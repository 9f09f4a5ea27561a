// Random graphs in which there is something to find: a small world that is tied together, most of which is told, and random
// claims about the same entities beside it.
import * as fc from 'fast-check';
import type { ClaimContent } from '../../src/model/claim.ts';
import { RELATION_TYPES } from '../../src/model/registry.ts';
import { someClaims, someHistory, type Step } from './arbitrary.ts';
import { claim, keyOf } from './graph.ts';

type Told = Parameters<typeof claim>[0];
const tell = (
  type: Told['type'],
  subject: string,
  object: string | undefined,
  more: Partial<Told> = {},
): ClaimContent => claim({ type, subject, ...(object !== undefined && { object }), source: 'source:law', ...more });
const role = (name: string): Partial<Told> => ({ qualifiers: { role: name } });
const dollars = (value: string, source: string): Partial<Told> => ({
  source,
  amount: { value, unit: 'USD', basis: 'NOMINAL' },
});

/** An arms contract, an alliance, an organization, a sanction: enough for every derived type, and for each reason to contradict. */
const WORLD: readonly ClaimContent[] = [
  tell('PART_OF', 'org:two', 'country:aa', { from: '1990-10-03' }),
  tell('PARTY_TO', 'org:two', 'agreement:x', role('SELLER')),
  tell('PARTY_TO', 'country:bb', 'agreement:x', role('BUYER')),
  tell('COVERS', 'agreement:x', 'item:i'),
  tell('MILESTONE', 'agreement:x', undefined, { value: 'SIGNED', from: '2019-01-01' }),
  tell('MILESTONE', 'agreement:x', undefined, { value: 'SIGNED', from: '2018-12-31', source: 'source:news' }),
  tell('MILESTONE', 'agreement:x', undefined, { value: 'DELIVERED', from: '2019-10-23', source: 'source:news' }),
  tell('MILESTONE', 'agreement:x', undefined, {
    value: 'DELIVERED',
    mood: 'DENIED',
    stated: '2020-02-29',
    source: 'source:paper',
  }),
  tell('MILESTONE', 'agreement:x', undefined, { value: 'PAID', from: '2020', source: 'source:paper' }),
  tell('VALUE', 'agreement:x', undefined, dollars('2500000000', 'source:news')),
  tell('VALUE', 'agreement:x', undefined, dollars('2', 'source:paper')),
  tell('PARTY_TO', 'country:aa', 'agreement:z', role('SIGNATORY')),
  tell('PARTY_TO', 'country:bb', 'agreement:z', { ...role('SIGNATORY'), from: '2018', to: '..' }),
  tell('PARTY_TO', 'country:cc', 'agreement:z', { ...role('SIGNATORY'), source: 'dataset:d@1' }),
  tell('MILESTONE', 'agreement:z', undefined, { value: 'IN_FORCE', from: '1990-10-03', source: 'dataset:d@1' }),
  tell('MILESTONE', 'agreement:z', undefined, { value: 'SIGNED', from: '2018-12-31', source: 'dataset:d@2' }),
  tell('MEMBER_OF', 'country:aa', 'org:one', { qualifiers: { standing: 'FULL' }, from: '1990-10-03', to: '..' }),
  tell('MEMBER_OF', 'country:aa', 'org:one', {
    qualifiers: { standing: 'SUSPENDED' },
    from: '2019-01-01',
    to: '2020-12-07',
    source: 'source:news',
  }),
  tell('MEMBER_OF', 'country:bb', 'org:one', { qualifiers: { standing: 'FULL' }, from: '2018', to: '2020' }),
  tell('MEMBER_OF', 'country:cc', 'org:one', { qualifiers: { standing: 'OBSERVER' }, source: 'dataset:d@1' }),
  tell('IMPOSED_BY', 'sanction:s', 'country:cc', { from: '2020-12-07' }),
  tell('TARGETS', 'sanction:s', 'org:two', { from: '2020-12-07' }),
  tell('LEGAL_BASIS', 'sanction:s', 'law:l'),
  tell('HOLDS_POSITION', 'person:p', 'org:two', { qualifiers: { title: 'Head' }, from: '2018', source: 'source:bare' }),
  tell('HOLDS_POSITION', 'person:p', 'country:aa', { qualifiers: { title: 'Minister' }, to: '2018' }),
  tell('DISPUTE_WITH', 'country:aa', 'country:cc', { from: '2019-10', source: 'dataset:d@2' }),
  tell('ALLIED_WITH', 'country:bb', 'country:cc', { from: '2017-03/2019-05', to: '..', source: 'dataset:d@1' }),
  tell('INVOLVED_IN', 'country:bb', 'event:e', { ...role('SIDE'), source: 'source:copy' }),
  tell('STANCE_ON', 'person:p', 'agreement:x', { value: 'SUPPORTS', speaker: 'person:p', source: 'source:paper' }),
];

const relations = fc.uniqueArray(fc.constantFrom(...RELATION_TYPES), { minLength: 3, maxLength: 6 });

/** A history of the world, most of it, with random claims beside it, and corrections. */
export const denseHistory: fc.Arbitrary<Step[]> = someHistory(
  fc
    .tuple(
      fc.subarray([...WORLD], { minLength: WORLD.length - 8 }),
      someClaims({ types: relations, maxLength: 12 }),
      someClaims({ maxLength: 6 }),
    )
    .map((parts) => [...new Map(parts.flat().map((each) => [keyOf(each), each])).values()]),
  { corrections: true },
);
