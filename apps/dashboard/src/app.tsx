import type { ReactNode } from 'react';
import { useStore } from './api/store.ts';
import { Frame } from './session/frame.tsx';
import { checkSession, session } from './session/session.ts';
import { SetPasswordPage } from './session/set-password-page.tsx';
import { SignInPage } from './session/sign-in-page.tsx';
import { StreetPage } from './street/street-page.tsx';
import { FaultNotice, Loading } from './ui/notice.tsx';

/** What the page shows, by who is signed in. */
export function App(): ReactNode {
  const state = useStore(session);
  switch (state.is) {
    case 'UNKNOWN':
      return <Frame>{state.fault ? <FaultNotice of={state.fault} onRetry={() => void checkSession()} /> : <Loading />}</Frame>;
    case 'OUT':
      return <SignInPage ended={state.ended} />;
    case 'IN':
      return state.mustSetPassword ? <SetPasswordPage login={state.viewer.login} /> : <StreetPage viewer={state.viewer} />;
  }
}
