import { App as Ant, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { lazy, Suspense, type ReactNode } from 'react';
import { Provider } from 'urql';
import { useLocation } from 'wouter';
import { client } from './api/client.ts';
import { useStore } from './api/store.ts';
import { Shell } from './frame/shell.tsx';
import { language } from './language.ts';
import { Door } from './session/door.tsx';
import { checkSession, livesHere, session, type Viewer } from './session/session.ts';
import { SetPasswordPage } from './session/set-password-page.tsx';
import { SignInPage } from './session/sign-in-page.tsx';
import { theme } from './theme.ts';
import { FaultNotice, Loading } from './ui/notice.tsx';

const MineShell = lazy(() => import('./mine/mine-shell.tsx'));
const AwayPage = lazy(() => import('./offline/away-page.tsx'));

/** The page in its language and colours, with the client of whoever is signed in. */
export function App(): ReactNode {
  const speaks = useStore(language);
  return (
    <ConfigProvider theme={theme} locale={speaks === 'zh' ? zhCN : enUS} button={{ autoInsertSpace: false }}>
      <Ant component={false}>
        <Provider value={useStore(client)}><Gate /></Provider>
      </Ant>
    </ConfigProvider>
  );
}

/** What the page shows, by who is signed in. */
function Gate(): ReactNode {
  const state = useStore(session);
  switch (state.is) {
    case 'UNKNOWN':
      return <Door>{state.fault ? <FaultNotice of={state.fault} onRetry={() => void checkSession()} /> : <Loading />}</Door>;
    case 'OUT':
      return <SignInPage ended={state.ended} />;
    case 'AWAY':
      return <Suspense fallback={<Loading rows={6} />}><AwayPage /></Suspense>;
    case 'IN':
      return state.mustSetPassword ? <SetPasswordPage login={state.viewer.login} /> : <Inside viewer={state.viewer} />;
  }
}

/** Residents have a view of their own; who works here too finds it under `/mine`. */
function Inside({ viewer }: { readonly viewer: Viewer }): ReactNode {
  const [path] = useLocation();
  if (!livesHere(viewer) && !/^\/mine(\/|$)/.test(path)) return <Shell viewer={viewer} />;
  return <Suspense fallback={<Loading rows={6} />}><MineShell viewer={viewer} /></Suspense>;
}
