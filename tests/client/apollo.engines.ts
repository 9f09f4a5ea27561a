// Apollo Client's own normalised cache, as it comes, against a running server: one entity seen in several views at once.
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client/core';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { record } from '../../src/domain/record/record.service.ts';
import { when } from '../../src/model/edtf.ts';
import { type Running, startServer } from '../../src/server/server.ts';
import type { GraphStore } from '../../src/store/port.ts';
import { testEngines } from '../support/engines.ts';
import { claim, entity, source } from '../support/graph.ts';

/** A purchase that was announced, then signed, then delivered; and a member whose standing changed. */
const GRAPH = {
  sources: [
    source('source:early', { publishedOn: when('2017-12-29') }),
    source('source:late', { publishedOn: when('2019-10-23') }),
  ],
  entities: [
    entity('agreement:deal', { name: 'The deal', agreementKind: 'ARMS_CONTRACT' }),
    entity('country:tur', { name: 'Turkey' }),
    entity('country:rus', { name: 'Russia' }),
    entity('org:bsec', { name: 'BSEC', category: 'IGO' }),
  ],
  claims: [
    claim({
      type: 'MILESTONE',
      subject: 'agreement:deal',
      value: 'SIGNED',
      from: '2017-04-11',
      source: 'source:early',
    }),
    claim({
      type: 'MILESTONE',
      subject: 'agreement:deal',
      value: 'DELIVERED',
      from: '2019-07-12',
      source: 'source:late',
    }),
    ...['country:tur', 'country:rus'].map((subject) =>
      claim({ type: 'MEMBER_OF', subject, object: 'org:bsec', from: '1992-06-25', to: '..', source: 'source:early' }),
    ),
    claim({
      type: 'MEMBER_OF',
      subject: 'country:tur',
      object: 'org:bsec',
      from: '1992-06-25',
      to: '..',
      source: 'source:late',
    }),
  ],
};

const SEEN = gql`
  fragment Seen on Agreement {
    id
    key
    name
    status
    milestones {
      id
      key
      value
      sourceCount
    }
  }
`;
const TWO_VIEWS = gql`
  query TwoViews {
    then: agreement(ref: { id: "agreement:deal" }, at: { validOn: "2018-01-01" }) {
      ...Seen
    }
    later: agreement(ref: { id: "agreement:deal" }, at: { validOn: "2019-12-31" }) {
      ...Seen
    }
    now: agreement(ref: { id: "agreement:deal" }) {
      ...Seen
    }
  }
  ${SEEN}
`;
const AGAIN = gql`
  query Again($id: ID!) {
    node(id: $id) {
      ...Seen
    }
  }
  ${SEEN}
`;
const MEMBERS = gql`
  query Members($at: At) {
    organization(ref: { id: "org:bsec" }, at: $at) {
      id
      members(first: 10) {
        edges {
          cursor
          node {
            id
            key
            sourceCount
            subject {
              id
              name
            }
          }
        }
      }
    }
  }
`;

interface Seen {
  readonly id: string;
  readonly key: string;
  readonly status: string;
  readonly milestones: readonly { readonly id: string; readonly value: string }[];
}
interface TwoViews {
  readonly then: Seen;
  readonly later: Seen;
  readonly now: Seen;
}
interface Members {
  readonly organization: {
    readonly id: string;
    readonly members: {
      readonly edges: readonly {
        readonly cursor: string;
        readonly node: {
          readonly id: string;
          readonly key: string;
          readonly sourceCount: number;
          readonly subject: { readonly id: string };
        };
      }[];
    };
  };
}

describe.each(testEngines().map((engine) => [engine.name, engine] as const))('on %s', (_, engine) => {
  let store: GraphStore;
  let server: Running;
  let client: ApolloClient;
  beforeAll(async () => {
    store = await engine.open();
    await record(store, GRAPH, Date.UTC(2026, 0, 1));
    const settings = { host: '127.0.0.1', port: 0, logLevel: 'silent', maxCost: 200_000, cacheBytes: 0 };
    server = await startServer(store, settings);
    // The cache as it comes: by type and `id`, with no policy of ours.
    client = new ApolloClient({ cache: new InMemoryCache(), link: new HttpLink({ uri: `${server.url}/graphql` }) });
  });
  afterAll(async () => {
    client.stop();
    await server.close();
    await store.close();
  });

  const stages = ({ then, later, now }: TwoViews): unknown =>
    [then, later, now].map(({ key, status, milestones }) => [key, status, milestones.map(({ value }) => value)]);
  const EXPECTED = [
    ['agreement:deal', 'SIGNED', ['SIGNED']],
    ['agreement:deal', 'DELIVERED', ['SIGNED', 'DELIVERED']],
    ['agreement:deal', 'DELIVERED', ['SIGNED', 'DELIVERED']],
  ];

  test('three views of one agreement in one operation are kept apart, and read back each as it was', async () => {
    const { data } = await client.query<TwoViews>({ query: TWO_VIEWS });
    expect(stages(data as TwoViews)).toEqual(EXPECTED);
    const kept = client.readQuery<TwoViews>({ query: TWO_VIEWS });
    expect(stages(kept as TwoViews)).toEqual(EXPECTED);
    expect(kept).toEqual(data);
    const agreements = Object.keys(client.extract() as object).filter((id) => id.startsWith('Agreement:'));
    expect(agreements.toSorted()).toEqual([
      'Agreement:agreement:deal',
      'Agreement:agreement:deal@valid=2018-01-01',
      'Agreement:agreement:deal@valid=2019-12-31',
    ]);
  });

  test('an id with a view fetches that view again, into the same place of the cache', async () => {
    const { data } = await client.query<TwoViews>({ query: TWO_VIEWS });
    const before = client.extract();
    for (const seen of [data?.then, data?.later, data?.now] as Seen[]) {
      const again = await client.query<{ node: Seen }>({
        query: AGAIN,
        variables: { id: seen.id },
        fetchPolicy: 'network-only',
      });
      expect(again.data?.node).toEqual(seen);
    }
    const { ROOT_QUERY: _before, ...entities } = before as Record<string, unknown>;
    const { ROOT_QUERY: _after, ...after } = client.extract() as Record<string, unknown>;
    expect(after).toEqual(entities);
  });

  test('a fact in two states of knowledge is two entries with one key; edges keep their cursors', async () => {
    const ask = async (at: object | null): Promise<Members['organization']> => {
      const { data } = await client.query<Members>({ query: MEMBERS, variables: { at } });
      return (data as Members).organization;
    };
    const [early, now, again] = [await ask({ knownOn: '2018-01-01' }), await ask(null), await ask({ knownOn: null })];
    const counts = ({ members }: Members['organization']): Record<string, number> =>
      Object.fromEntries(members.edges.map(({ node }) => [node.subject.id.split('@')[0], node.sourceCount]));
    expect(counts(early)).toEqual({ 'country:rus': 1, 'country:tur': 1 });
    expect(counts(now)).toEqual({ 'country:rus': 1, 'country:tur': 2 });
    // Read back from the cache, after both were written.
    const kept = client.readQuery<Members>({ query: MEMBERS, variables: { at: { knownOn: '2018-01-01' } } });
    expect(counts((kept as Members).organization)).toEqual(counts(early));
    const column = ({ members }: Members['organization'], of: 'key' | 'id'): string[] =>
      members.edges.map(({ node }) => node[of]);
    expect(column(early, 'key')).toEqual(column(now, 'key'));
    expect(column(early, 'id')).toEqual(column(now, 'key').map((key) => `${key}@known=2018-01-01`));
    expect(now.members.edges.map(({ cursor }) => cursor)).toEqual(again.members.edges.map(({ cursor }) => cursor));
    expect(new Set(now.members.edges.map(({ cursor }) => cursor)).size).toBe(2);
    expect(again).toEqual(now);
  });
});
