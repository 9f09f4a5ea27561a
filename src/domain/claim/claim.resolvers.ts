import { type Claim, endText } from '../../model/claim.ts';
import { type At, DEFAULT_VIEW, idOf, type View, viewBelow } from '../../model/view.ts';
import { toApi } from '../connection.ts';
import type { Context } from '../context.ts';
import type { EntityParent } from '../entity/entity.resolvers.ts';
import { factOfClaim } from '../fact/fact.service.ts';
import { resolveFilter } from '../fact/filter.ts';
import { type PageArgs, pageOf } from '../page.ts';
import { sourceByKey } from '../source/source.service.ts';
import { claimByKey, listClaims } from './claim.service.ts';
import { type ClaimFilter, resolveClaimFilter } from './filter.ts';

/** A claim on its way into an answer, and the view it was asked in. */
export interface ClaimParent {
  readonly claim: Claim;
  readonly view: View;
}

export const claimResolvers = {
  Claim: {
    id: ({ claim, view }: ClaimParent) => idOf(claim.key, view),
    key: ({ claim }: ClaimParent) => claim.key,
    fact: ({ claim, view }: ClaimParent, _: unknown, { reading }: Context) => factOfClaim(reading, claim, view),
    mood: ({ claim }: ClaimParent) => claim.mood,
    speaker: ({ claim, view }: ClaimParent): EntityParent | null =>
      claim.speaker === undefined ? null : { key: claim.speaker, view },
    reportedBy: ({ claim, view }: ClaimParent): EntityParent[] => claim.reportedBy.map((key) => ({ key, view })),
    statedOn: ({ claim }: ClaimParent) => claim.statedOn?.text,
    validFrom: ({ claim }: ClaimParent) => claim.from?.text,
    validTo: ({ claim }: ClaimParent) => endText(claim.to),
    dateText: ({ claim }: ClaimParent) => claim.dateText,
    dateInferred: ({ claim }: ClaimParent) => claim.dateInferred ?? false,
    amount: ({ claim }: ClaimParent) => claim.amount,
    source: ({ claim }: ClaimParent, _: unknown, { reading }: Context) => sourceByKey(reading, claim.source),
    locator: ({ claim }: ClaimParent) => claim.locator,
    quote: ({ claim }: ClaimParent) => claim.quote,
    note: ({ claim }: ClaimParent) => claim.note,
    onClaim: async ({ claim, view }: ClaimParent, _: unknown, { reading }: Context): Promise<ClaimParent | null> => {
      const other = claim.onClaim === undefined ? undefined : await claimByKey(reading, claim.onClaim, view);
      return other ? { claim: other, view } : null;
    },
    publicOn: ({ claim }: ClaimParent) => claim.publicOn.text,
    recordedAt: ({ claim }: ClaimParent) => new Date(claim.recordedAt).toISOString(),
    retractedAt: ({ claim }: ClaimParent) =>
      claim.retractedAt === undefined ? null : new Date(claim.retractedAt).toISOString(),
  },
  Query: {
    claims: async (
      _: unknown,
      args: PageArgs & { where?: ClaimFilter | null; at?: At | null },
      { reading }: Context,
    ) => {
      const view = viewBelow(DEFAULT_VIEW, args.at);
      const page = pageOf(args, 'claims');
      const [condition, fact] = await Promise.all([
        resolveClaimFilter(reading, args.where ?? {}, 'where'),
        args.where?.fact ? resolveFilter(reading, args.where.fact, 'where.fact') : undefined,
      ]);
      return toApi(await listClaims(reading, condition, fact, view, page), (claim): ClaimParent => ({ claim, view }));
    },
  },
};
