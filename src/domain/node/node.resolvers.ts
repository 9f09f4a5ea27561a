import type { Claim } from '../../model/claim.ts';
import { badInput } from '../../model/errors.ts';
import { kindOfKey } from '../../model/registry.ts';
import { DEFAULT_VIEW, readView, type View } from '../../model/view.ts';
import { claimByKey } from '../claim/claim.service.ts';
import type { Context } from '../context.ts';
import { typeOfEntity } from '../entity/entity.resolvers.ts';
import { entityByKey } from '../entity/entity.service.ts';
import { factByKey } from '../fact/fact.service.ts';
import { sourceByKey } from '../source/source.service.ts';

/** Key and view of an id. A key of a source may hold an `@` of its own: the release of a data set. */
function readId(id: string): { key: string; view: View } {
  if (/^(source|dataset):/.test(id)) return { key: id, view: DEFAULT_VIEW };
  const at = id.indexOf('@');
  if (at === -1) return { key: id, view: DEFAULT_VIEW };
  const view = readView(id.slice(at + 1));
  if (!view)
    throw badInput(
      'id',
      `"${id.slice(at + 1, at + 80)}" after the @ is no view. Give an id as an answer gave it, or a key alone.`,
    );
  return { key: id.slice(0, at), view };
}

interface Typed {
  readonly __typename: string;
}

export const nodeResolvers = {
  Node: { __resolveType: ({ __typename }: Typed) => __typename },
  Query: {
    node: async (_: unknown, { id }: { id: string }, { reading }: Context): Promise<object | null> => {
      const { key, view } = readId(id);
      if (key.startsWith('fact:')) {
        const fact = await factByKey(reading, key, view);
        return fact ? { __typename: 'Fact', ...fact } : null;
      }
      if (key.startsWith('claim:')) {
        const claim: Claim | undefined = await claimByKey(reading, key, view);
        return claim ? { __typename: 'Claim', claim, view } : null;
      }
      if (/^(source|dataset):/.test(key)) {
        const source = await sourceByKey(reading, key);
        return source ? { __typename: 'Source', ...source } : null;
      }
      if (!kindOfKey(key)) return null;
      const row = await entityByKey(reading, key);
      return row ? { __typename: typeOfEntity({ key, view }), key, view, row } : null;
    },
  },
};
