import type { GraphQLResolveInfo } from 'graphql';
import { type At, type View, viewBelow } from '../../model/view.ts';
import { toApi } from '../connection.ts';
import type { Context } from '../context.ts';
import type { EntityParent } from '../entity/entity.resolvers.ts';
import { type Page, type PageArgs, pageOf } from '../page.ts';
import type { Reading } from '../reading.ts';
import { type AgreementConditions, listAgreements } from './agreement.service.ts';
import { asked, askedAlong } from './along.ts';

export interface AgreementsArgs extends PageArgs {
  readonly kind?: readonly string[] | null;
  readonly status?: readonly string[] | null;
  readonly at?: At | null;
}

/** A page of agreements in the form the API answers it, what is asked below fetched along. */
export async function agreementsToApi(
  reading: Reading,
  conditions: Omit<AgreementConditions, 'along' | 'asked'>,
  view: View,
  page: Page,
  info: GraphQLResolveInfo | undefined,
) {
  const along = { along: askedAlong(info, view), asked: asked(info, view) };
  return toApi(
    await listAgreements(reading, { ...conditions, ...along }, view, page),
    ({ key, name, agreementKind, row }): EntityParent => ({ key, name, agreementKind, row, view }),
    ({ fact }) => ({ fact }),
  );
}

/** The agreements an entity is a party to itself, newest signature first; each row with the fact that it is. */
export function agreementsOfParty(
  parent: EntityParent,
  args: AgreementsArgs,
  { reading }: Context,
  info?: GraphQLResolveInfo,
) {
  const conditions: AgreementConditions = {
    party: parent.key,
    kinds: args.kind ?? undefined,
    status: args.status ?? undefined,
    orderBy: 'SIGNED_ON_DESC',
  };
  return agreementsToApi(reading, conditions, viewBelow(parent.view, args.at), pageOf(args, 'agreements'), info);
}
