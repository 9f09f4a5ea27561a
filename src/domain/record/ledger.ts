import { type Claim, groupOfClaimKey } from '../../model/claim.ts';
import type { ContentSum } from './content-sum.ts';

/** What recording a batch changed. */
export interface Recorded {
  claimsAdded: number;
  claimsRetracted: number;
  factsAdded: number;
  factsChanged: number;
  factsRemoved: number;
  entitiesAdded: number;
}

/** What is known of the graph as a whole, as it is while a batch is recorded. */
export interface Ledger {
  readonly content: ContentSum;
  entities: number;
  claims: number;
  facts: number;
  sources: number;
  /** Milliseconds since 1970 at which the last change before this one was recorded. */
  readonly recordedUpTo: number;
}

/** A claim that is told, and the SHA-256 of its canonical text. */
export interface ToldClaim {
  readonly claim: Claim;
  readonly hash: Buffer;
}

/** The group of a claim that has its key. */
export const groupOfClaim = (claim: Claim): string => groupOfClaimKey(claim.key) as string;
