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

export type Viewer = ViewerFieldsFragment;

export type Session =
  | { readonly is: 'UNKNOWN'; readonly fault: Fault | null }
  /** `ended`: somebody was signed in before. */
  | { readonly is: 'OUT'; readonly ended: boolean }
  | { readonly is: 'IN'; readonly viewer: Viewer; readonly mustSetPassword: boolean };

/** Who is signed in on this page. */
export const session = new Store<Session>({ is: 'UNKNOWN', fault: null });

/** The API tells it once, at sign-in; a reload must not make it forgotten. */
const MUST_SET_PASSWORD = 'linli.mustSetPassword';

/** Whether somebody only lives here, or helps, and does not work: theirs is the resident's own view. */
export function livesHere({ roles }: Viewer): boolean {
  return roles.length > 0 && roles.every(({ role }) => role === 'RESIDENT' || role === 'VOLUNTEER');
}

/** Finds out who is signed in. While the API cannot be reached, whoever was signed in stays so. */
export async function checkSession(): Promise<void> {
  try {
    const { viewer } = await ask(ViewerDocument);
    const before = session.get();
    if (viewer) session.set({ is: 'IN', viewer, mustSetPassword: sessionStorage.getItem(MUST_SET_PASSWORD) === viewer.id });
    else if (before.is !== 'OUT') session.set({ is: 'OUT', ended: before.is === 'IN' });
  } catch (thrown) {
    if (session.get().is === 'UNKNOWN') session.set({ is: 'UNKNOWN', fault: asFault(thrown) });
  }
}

/** @returns why not, or null. @throws Fault */
export async function signIn(input: SessionSignInInput): Promise<UserErrorCode | null> {
  const { sessionSignIn: answer } = await ask(SignInDocument, { input });
  const { viewer } = answer;
  if (!viewer) return answer.userErrors[0]?.code ?? 'NOT_ALLOWED';
  forget();
  const mustSetPassword = answer.mustSetPassword === true;
  if (mustSetPassword) sessionStorage.setItem(MUST_SET_PASSWORD, viewer.id);
  session.set({ is: 'IN', viewer, mustSetPassword });
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
  session.set({ is: 'OUT', ended: false });
  forget();
  disconnect();
}

onSessionOver(() => void checkSession());
