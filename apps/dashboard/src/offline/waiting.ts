import { createStore, del, set, values } from 'idb-keyval';
import { ask, newKey } from '../api/ask.ts';
import { now } from '../api/clock.ts';
import { asFault, type Fault } from '../api/faults.ts';
import { connection } from '../api/live.ts';
import { Store } from '../api/store.ts';
import { TypedDocumentString, type UserErrorCode } from '../generated/documents.ts';
import { holder, isStillIn, session } from '../session/session.ts';

/** What is recorded where the network may be missing. */
export type RecordKind = 'CASE' | 'VISIT' | 'ATTENDANCE' | 'ROLL_CALL';

/** A record on its way to the API. */
export interface Waiting {
  /** Under which it has one effect, however often it is sent. */
  readonly key: string;
  readonly accountId: string;
  readonly kind: RecordKind;
  /** What people know it by. */
  readonly title: string;
  /** ISO 8601, by the API's clock. */
  readonly occurredAt: string;
  /** The text of the mutation. */
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Why the API will not have it: the code of a refusal or a fault. Null while it is to be sent. */
  readonly refused: string | null;
}

/** What a command is answered with, under its only field. */
interface Payload {
  readonly userErrors: readonly { readonly code: UserErrorCode }[];
}
type Answer = Readonly<Record<string, unknown>>;
type WithoutOwn<I> = Omit<I, 'idempotencyKey' | 'occurredAt'>;

/** After so long without an answer a record waits; whoever made it goes on. In milliseconds. */
const PATIENCE = 8_000;
const TRIED_EVERY = 10_000;
/** Faults that sending again does not mend. */
const FINAL: readonly string[] = ['BAD_USER_INPUT', 'FORBIDDEN', 'NOT_FOUND'];

const kept = createStore('linli', 'waiting');
const underWay = new Set<string>();

/** Records of whoever is signed in that the API does not have yet, the oldest first. */
export const waiting = new Store<readonly Waiting[]>([]);

/**
 * Records something that has just happened. It is kept on this machine before it is sent, so that neither a lost
 * network nor a closed page loses it.
 * @returns what the API says, or null: it waits
 * @throws Fault when sending it again would not help; it is not kept then
 */
export async function record<R extends Answer, I>(
  kind: RecordKind, title: string, command: TypedDocumentString<R, { input: I }>, input: WithoutOwn<NoInfer<I>>, occurredAt = now().toISOString(),
): Promise<R | null> {
  const accountId = holder();
  if (accountId === null) throw new Error('Somebody who is signed in records.');
  const key = newKey();
  const made: Waiting = {
    key, accountId, kind, title, occurredAt, command: command.toString(), input: { ...input, idempotencyKey: key, occurredAt }, refused: null,
  };
  await onMachine(set(key, made, kept));
  if (session.get().is === 'AWAY') {
    await keep(made);
    return null;
  }
  const { answer, fault } = await send(made);
  const refused = fault && FINAL.includes(fault.code) ? fault : null;
  if (answer || refused) await throwAway(key); // whoever made it still stands before it, and is told
  else await keep(made);
  if (refused) throw refused;
  return answer as R | null;
}

let sending: Promise<void> | null = null;

/** Sends what waits, once at a time and in the order in which it was made, until the network fails. What was refused stays as it is. */
export function sendWaiting(): Promise<void> {
  sending ??= sendAll().finally(() => {
    sending = null;
  });
  return sending;
}

async function sendAll(): Promise<void> {
  // The cookie is the browser's: elsewhere in it somebody else may have signed in.
  if (!nextOne() || (await Promise.race([isStillIn().catch(() => false), pause(PATIENCE)])) !== true) return;
  for (let each = nextOne(); each; each = nextOne()) {
    const { answer, fault } = await send(each);
    const refused = answer ? refusalOf(answer) : (fault && FINAL.includes(fault.code) ? fault.code : null);
    if (refused !== null) await keep({ ...each, refused });
    else if (answer) await throwAway(each.key);
    else return;
  }
}

/** Of whoever is signed in, looked up before each: while one is sent, they may have gone, and somebody else have come. */
function nextOne(): Waiting | undefined {
  if (session.get().is !== 'IN') return undefined; // who is signed in at the API is not known
  return waiting.get().find(each => each.refused === null && !underWay.has(each.key) && each.accountId === holder());
}

/** Has a record that was refused sent once more, as it is: what stood in its way may be gone. */
export async function sendAgain(refused: Waiting): Promise<void> {
  await keep({ ...refused, refused: null });
  await sendWaiting();
}

export async function throwAway(key: string): Promise<void> {
  waiting.set(waiting.get().filter(each => each.key !== key));
  await onMachine(del(key, kept));
}

async function keep(made: Waiting): Promise<void> {
  const others = waiting.get().filter(each => each.key !== made.key);
  // Whoever made it may have signed out meanwhile: then it lies on the machine, until they come back.
  if (made.accountId === holder()) waiting.set([...others, made].toSorted((one, other) => one.occurredAt.localeCompare(other.occurredAt)));
  await onMachine(set(made.key, made, kept));
}

/** Some browsers have no IndexedDB in private windows: there it waits as long as the page is open. */
async function onMachine(written: Promise<void>): Promise<void> {
  await written.catch(() => undefined);
}

async function send({ key, command, input }: Waiting): Promise<{ answer: Answer | null; fault: Fault | null }> {
  underWay.add(key);
  try {
    const asked = ask(new TypedDocumentString<Answer, { input: Waiting['input'] }>(command), { input });
    return { answer: await Promise.race([asked, pause(PATIENCE)]), fault: null };
  } catch (thrown) {
    return { answer: null, fault: asFault(thrown) };
  } finally {
    underWay.delete(key);
  }
}

function refusalOf(answer: Answer): string | null {
  const [payload] = Object.values(answer) as Payload[];
  return payload?.userErrors[0]?.code ?? null;
}

const pause = (wait: number) => new Promise<null>(resume => setTimeout(() => resume(null), wait));

/** Takes out what whoever signs in has left on this machine. Nobody sees or sends the records of another. */
async function changeHands(): Promise<void> {
  const accountId = holder();
  if (waiting.get().some(each => each.accountId !== accountId)) waiting.set([]);
  if (accountId === null) return;
  const all = await values<Waiting>(kept).catch(() => []);
  for (const each of all.filter(found => found.accountId === accountId && !waiting.get().some(({ key }) => key === found.key))) await keep(each);
  await sendWaiting();
}

session.listen(() => void changeHands());
connection.listen(() => {
  if (connection.get() === 'CONNECTED') void sendWaiting();
});
addEventListener('online', () => void sendWaiting());
setInterval(() => void sendWaiting(), TRIED_EVERY);
