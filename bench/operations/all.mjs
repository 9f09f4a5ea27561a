// Every operation that is measured, each without and with a day.
import { agreements, page2 } from './agreements.mjs';
import { claims } from './claims.mjs';
import { code } from './code.mjs';
import { entity } from './entity.mjs';
import { filter } from './filter.mjs';
import { grouped } from './grouped.mjs';
import { members } from './members.mjs';
import { neighborhood } from './neighborhood.mjs';
import { pair } from './pair.mjs';
import { paths } from './paths.mjs';
import { search } from './search.mjs';

export const OPERATIONS = [
  entity,
  code,
  agreements,
  pair,
  filter,
  members,
  neighborhood,
  paths,
  search,
  grouped,
  page2,
  claims,
];

/** Each operation in its two forms; a search has but one. */
export const VARIANTS = OPERATIONS.flatMap((operation) =>
  (operation.withoutAt ? [false] : [false, true]).map((at) => ({
    operation,
    at,
    name: at ? `${operation.name}@` : operation.name,
  })),
);
