import { statement } from '../../../store/port.ts';
import { claimColumns } from '../../../store/claim-record.ts';

/** Claims of some sources whose groups' index numbers lie in a range. */
export const CLAIMS_IN_RANGE = statement(
  'import-claims-in-range',
  `MATCH (c:Claim) WHERE c.g >= $from AND c.g < $to AND c.source IN $numbers RETURN ${claimColumns('c')} ORDER BY c.id`,
);

/** How many claims there are in all. */
export const COUNT_CLAIMS = statement('import-count-claims', `MATCH (m:Meta {key: 'graph'}) RETURN m.claims`);

/** Keys of the standing claims of the groups with these index numbers. */
export const KEYS_OF_GROUPS = statement(
  'import-keys-of-groups',
  `UNWIND $gs AS g MATCH (c:Claim {g: g}) WHERE c.retracted IS NULL RETURN c.id`,
);
