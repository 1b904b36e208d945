import { Refusal } from '../shared/refusal.ts';

/** Why a command was refused: `CODE at field.path`, `CODE` alone when it is the command as a whole. */
export async function refused(command: Promise<unknown>): Promise<string> {
  return summary(await fullRefusal(command));
}

/** The refusal itself. @throws whatever else the command throws; Error when it is carried out */
export async function fullRefusal(command: Promise<unknown>): Promise<Refusal> {
  try {
    await command;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('Expected a refusal; the command was carried out.');
}

/** The same for a rule that refuses at once. */
export function refusedNow(rule: () => unknown): string {
  try {
    rule();
  } catch (error) {
    if (error instanceof Refusal) return summary(error);
    throw error;
  }
  throw new Error('Expected a refusal; the rule let it pass.');
}

function summary({ code, field }: Refusal): string {
  return field.length > 0 ? `${code} at ${field.join('.')}` : code;
}
