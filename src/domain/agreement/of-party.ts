import type { GraphQLResolveInfo } from 'graphql';
import { type At, viewBelow } from '../../model/view.ts';
import { toApi } from '../connection.ts';
import type { Context } from '../context.ts';
import type { EntityParent } from '../entity/entity.resolvers.ts';
import { type PageArgs, pageOf } from '../page.ts';
import { listAgreements } from './agreement.service.ts';
import { asked, askedAlong } from './along.ts';

export interface AgreementsArgs extends PageArgs {
  readonly kind?: readonly string[] | null;
  readonly status?: readonly string[] | null;
  readonly at?: At | null;
}

/** The agreements an entity is a party to itself, newest signature first; each row with the fact that it is. */
export async function agreementsOfParty(
  parent: EntityParent,
  args: AgreementsArgs,
  { reading }: Context,
  info?: GraphQLResolveInfo,
) {
  const view = viewBelow(parent.view, args.at);
  const conditions = {
    party: parent.key,
    kinds: args.kind ?? undefined,
    status: args.status ?? undefined,
    orderBy: 'SIGNED_ON_DESC',
    along: askedAlong(info, view),
    asked: asked(info, view),
  } as const;
  return toApi(
    await listAgreements(reading, conditions, view, pageOf(args, 'agreements')),
    ({ key, name, row }): EntityParent => ({ key, name, row, view }),
    ({ fact }) => ({ fact }),
  );
}
