import { isId } from '@linli/domain/shared/ids';
import { decodeCursor } from '../graphql/connection.ts';
import { badInput } from '../graphql/errors.ts';
import { isGiven } from '../graphql/given.ts';

/** The time and the id that a cursor of a list in order of time stands for. @throws GraphQLError BAD_USER_INPUT for what is no such cursor */
export function positionOf(after: string | undefined): [Date | null, string | null] {
  if (!isGiven(after)) return [null, null];
  const [time = '', id = ''] = decodeCursor(after, 2);
  const at = new Date(time);
  if (Number.isNaN(at.getTime()) || !isId(id)) throw badInput('This is not a cursor of this list.');
  return [at, id];
}
