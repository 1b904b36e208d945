import { App as Ant, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { Provider } from 'urql';
import { client } from './api/client.ts';
import { useStore } from './api/store.ts';
import { Shell } from './frame/shell.tsx';
import { language } from './language.ts';
import { Door } from './session/door.tsx';
import { checkSession, session } from './session/session.ts';
import { SetPasswordPage } from './session/set-password-page.tsx';
import { SignInPage } from './session/sign-in-page.tsx';
import { theme } from './theme.ts';
import { FaultNotice, Loading } from './ui/notice.tsx';

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
    case 'IN':
      return state.mustSetPassword ? <SetPasswordPage login={state.viewer.login} /> : <Shell viewer={state.viewer} />;
  }
}
