import { ask } from '../api/ask.ts';
import { forget } from '../api/client.ts';
import { asFault, type Fault } from '../api/faults.ts';
import { disconnect } from '../api/live.ts';
import { onSessionOver } from '../api/session-over.ts';
import { Store } from '../api/store.ts';
import {
  SetPasswordDocument, SignInDocument, SignOutDocument, ViewerDocument,
  type SessionSignInInput, type UserErrorCode, type ViewerFieldsFragment,
} from '../generated/documents.ts';
import { kit, pack, unpack } from '../offline/kit.ts';

export type Viewer = ViewerFieldsFragment;

export type Session =
  | { readonly is: 'UNKNOWN'; readonly fault: Fault | null }
  /** `ended`: somebody was signed in before. */
  | { readonly is: 'OUT'; readonly ended: boolean }
  | { readonly is: 'IN'; readonly viewer: Viewer; readonly mustSetPassword: boolean }
  /** The page was opened where the API cannot be reached, by whoever was signed in here before. */
  | { readonly is: 'AWAY'; readonly accountId: string };

/** Who is signed in on this page. */
export const session = new Store<Session>({ is: 'UNKNOWN', fault: null });

/** The API tells it once, at sign-in; a reload must not make it forgotten. */
const MUST_SET_PASSWORD = 'linli.mustSetPassword';

/** Whether somebody only lives here, or helps, and does not work: theirs is the resident's own view. */
export function livesHere({ roles }: Viewer): boolean {
  return roles.length > 0 && roles.every(({ role }) => role === 'RESIDENT' || role === 'VOLUNTEER');
}

/** After so long without an answer somebody who was signed in here goes on without one, in milliseconds. */
const PATIENCE = 10_000;
let looking: Promise<void> | null = null;

/** Finds out who is signed in, once at a time. While the API cannot be reached, whoever was signed in stays so. */
export function checkSession(): Promise<void> {
  looking ??= look().finally(() => {
    looking = null;
  });
  return looking;
}

async function look(): Promise<void> {
  const impatient = setTimeout(goAway, PATIENCE);
  try {
    const { viewer } = await ask(ViewerDocument);
    const before = session.get();
    if (viewer) enter(viewer, sessionStorage.getItem(MUST_SET_PASSWORD) === viewer.id);
    else leave(before.is === 'IN' || before.is === 'AWAY');
  } catch (thrown) {
    const fault = asFault(thrown);
    if (fault.code === 'UNREACHABLE') goAway();
    if (session.get().is === 'UNKNOWN') session.set({ is: 'UNKNOWN', fault });
  } finally {
    clearTimeout(impatient);
  }
}

/** Where it is not known yet who is signed in: whoever was before. */
function goAway(): void {
  const packed = kit.get();
  if (packed && session.get().is === 'UNKNOWN') session.set({ is: 'AWAY', accountId: packed.accountId });
}

function enter(viewer: Viewer, mustSetPassword: boolean): void {
  const before = session.get();
  if (before.is === 'IN' && before.viewer.id !== viewer.id) forgetThem(); // signed in on another page of this browser
  if (kit.get()?.accountId !== viewer.id) pack({ accountId: viewer.id, onBehalf: false, places: [], categories: [] });
  session.set({ is: 'IN', viewer, mustSetPassword });
}

/** Nobody is signed in here. @param ended somebody was before */
function leave(ended: boolean): void {
  unpack();
  if (session.get().is === 'OUT') return;
  forgetThem();
  session.set({ is: 'OUT', ended });
}

/** What one has read is not shown to the next, nor is the next one told what was for them. */
function forgetThem(): void {
  forget();
  disconnect();
}

/** Whose records these are on this machine; null for nobody's. */
export function holder(): string | null {
  const now = session.get();
  if (now.is === 'AWAY') return now.accountId;
  return now.is === 'IN' ? now.viewer.id : null;
}

/** Whether the API, too, knows whoever asks as the one who is signed in on this page; if not, the page follows it. @throws Fault */
export async function isStillIn(): Promise<boolean> {
  const { viewer } = await ask(ViewerDocument);
  if (viewer !== null && viewer.id === holder()) return true;
  await checkSession();
  return false;
}

/** @returns why not, or null. @throws Fault */
export async function signIn(input: SessionSignInInput): Promise<UserErrorCode | null> {
  const { sessionSignIn: answer } = await ask(SignInDocument, { input });
  const { viewer } = answer;
  if (!viewer) return answer.userErrors[0]?.code ?? 'NOT_ALLOWED';
  forget();
  const mustSetPassword = answer.mustSetPassword === true;
  if (mustSetPassword) sessionStorage.setItem(MUST_SET_PASSWORD, viewer.id);
  enter(viewer, mustSetPassword);
  return null;
}

/** @returns why not, or null. @throws Fault */
export async function setPassword(password: string): Promise<UserErrorCode | null> {
  const { accountSetPassword: answer } = await ask(SetPasswordDocument, { input: { password } });
  const refused = answer.userErrors[0]?.code ?? null;
  const now = session.get();
  if (refused === null && now.is === 'IN') {
    sessionStorage.removeItem(MUST_SET_PASSWORD);
    session.set({ ...now, mustSetPassword: false });
  }
  return refused;
}

/** @throws Fault */
export async function signOut(): Promise<void> {
  await ask(SignOutDocument);
  leave(false);
}

onSessionOver(() => void checkSession());
addEventListener('online', () => {
  if (session.get().is === 'AWAY') void checkSession();
});
