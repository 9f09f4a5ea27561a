import type { Context } from '../context.ts';
import { snapshot, type Snapshot } from './snapshot.service.ts';

export const snapshotResolvers = {
  Snapshot: {
    recordedUpTo: ({ recordedUpTo }: Snapshot) => new Date(recordedUpTo).toISOString(),
  },
  Query: {
    snapshot: (_: unknown, __: unknown, { reading }: Context) => snapshot(reading),
  },
};
