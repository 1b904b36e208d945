import { levelOf } from '@linli/domain/points/levels.rule';
import { scheme } from '@linli/domain/points/points.read';
import { one } from '@linli/domain/shared/read';
import type { Operation } from '../graphql/operation.ts';
import type { PointsAccountType } from './redemption.type.ts';

/** What somebody, or a household, has of points. */
export async function accountOf(operation: Operation, ownerId: string): Promise<PointsAccountType> {
  const { balance = 0, reserved = 0, earned = 0, onLeaderboard = false } = (await operation.loaders.pointsStanding.load(ownerId)) ?? {};
  const levels = (await one(operation, scheme))?.levels ?? [];
  return { available: balance - reserved, reserved, earned, onLeaderboard, level: levelOf(levels, earned) };
}
