import { digest, indexNumber } from '../../model/hash.ts';

/** The number that stands for a source, by its key, in range tests on facts and claims. */
export const sourceNumber = (key: string): number => indexNumber(digest(key, 10));
