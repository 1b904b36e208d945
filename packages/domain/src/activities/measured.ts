import type { OnMeasured } from '../programs/measured.ts';
import { ActivitySession } from './activity-session.entity.ts';

/** Registered with programs: sessions are counted for what their program aims at. */
export const measureSessions: OnMeasured = async (tx, { id: programId, outcomeIndicator }) => {
  for (const session of await tx.getAll(ActivitySession, { programId })) session.outcomeIndicator = outcomeIndicator;
};
