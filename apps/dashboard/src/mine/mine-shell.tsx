import { Badge } from 'antd';
import { Suspense, useEffect, useMemo, type ReactNode } from 'react';
import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import { useAsked } from '../api/use-asked.ts';
import { useKeptUp } from '../api/use-kept-up.ts';
import { useAddress } from '../frame/address.ts';
import { DemoStamp } from '../frame/demo-stamp.tsx';
import { CategoriesDocument, MineDocument, type MineQuery, type ViewerFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import type { Kit } from '../offline/kit.ts';
import { Unreached } from '../offline/unreached.tsx';
import { useKit } from '../offline/use-kit.ts';
import { WaitingCount } from '../offline/waiting-count.tsx';
import WaitingPage from '../offline/waiting-page.tsx';
import { livesHere, signOut } from '../session/session.ts';
import { LanguageButton } from '../ui/language-button.tsx';
import { FaultNotice, Loading, Problem } from '../ui/notice.tsx';
import { Print, PrintButton } from '../ui/print.tsx';
import { PageGuard } from '../ui/page-guard.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { say } from '../words.ts';
import { mineOf } from './page-of.ts';
import { MineProvider, useWithPerson, type Mine } from './person.ts';
import { MINE_ROUTES } from './routes.ts';
import { mine } from './words.ts';
import './mine.css';

/** What residents see: their own matters and those of whom they act for, on a telephone. */
export default function MineShell({ viewer }: { readonly viewer: ViewerFieldsFragment }): ReactNode {
  const t = useWords();
  const [path] = useLocation();
  const withPerson = useWithPerson();
  const { data, fault, again } = useAsked(MineDocument, {});
  useKeptUp(again);
  const stood = useStood(viewer, data);
  const ready = stood !== null;
  useEffect(() => {
    if (ready) void Promise.allSettled(MINE_ROUTES.map(({ load }) => load())); // small, and the network may go
  }, [ready]);
  useKit(useOwnKit(viewer, data));
  const unread = data?.viewer?.unreadNotices ?? 0;
  return (
    <Print>
      <div className="mine">
        <a className="skip" href="#main">{t(say.skip)}</a>
        <header className="mine-head">
          <Link href={withPerson('/mine')} className="brand"><img src="/icon.svg" alt="" /><strong>{t(say.product)}</strong></Link>
          <PrintButton />
          <Link href={withPerson('/mine/notices')} className="bell">{t(mine.notices)}{unread > 0 && <Badge count={unread} title={t(say.unread)} />}</Link>
          <WaitingCount />
        </header>
        <main id="main" tabIndex={-1}>
          <Unreached />
          {data && <DemoStamp origins={[data.district.dataOrigin]} />}
          {path !== '/mine' && <Link href={withPerson('/mine')} className="way-back">‹ {t(mine.back)}</Link>}
          {fault && !data && <FaultNotice of={fault} onRetry={again} />}
          {!data && !fault && <Loading rows={6} />}
          {stood && (
            <MineProvider value={stood}>
              <PersonSwitch people={stood.people} chosen={stood.person?.id ?? null} self={stood.people[0]?.id === data?.viewer?.resident?.id} />
              <PageGuard at={path}>
                <Suspense fallback={<Loading rows={6} />}>
                  <Switch>
                    {MINE_ROUTES.map(({ path: at, page: Page }) => <Route key={at} path={at}><Page key={stood.person?.id} /></Route>)}
                    <Route path="/waiting"><WaitingPage /></Route>
                    <Route><Redirect to={withPerson(mineOf(path) ?? '/mine')} replace /></Route>
                  </Switch>
                </Suspense>
              </PageGuard>
            </MineProvider>
          )}
        </main>
        <footer className="mine-foot">
          <span>{viewer.displayName}</span>
          <LanguageButton />
          {!livesHere(viewer) && <Link href="/">{t(mine.toWork)}</Link>}
          <SignOut />
        </footer>
        <nav className="tabs" aria-label={t(say.menu)}>
          {MINE_ROUTES.filter(({ icon }) => icon !== null).map(({ path: at, title, icon: Icon }) => (
            <Link key={at} href={withPerson(at)} className={path === at ? 'here' : ''} aria-current={path === at ? 'page' : undefined}>{Icon && <Icon />}<span>{t(title)}</span></Link>
          ))}
        </nav>
      </div>
    </Print>
  );
}

function useStood(viewer: ViewerFieldsFragment, data: MineQuery | null): Mine | null {
  const [asked] = useAddress('for');
  return useMemo(() => {
    if (!data?.viewer) return null;
    const { resident, proxyFor } = data.viewer;
    const people = [...(resident ? [resident] : []), ...proxyFor];
    const person = people.find(({ id }) => id === asked) ?? people[0] ?? null;
    return { viewer, people, person, self: person !== null && person.id === resident?.id };
  }, [viewer, data, asked]);
}

/** With which somebody brings in a matter of their own. Where they live goes without its name. */
function useOwnKit(viewer: ViewerFieldsFragment, known: MineQuery | null): Kit | null {
  const { data } = useAsked(CategoriesDocument, known && {});
  const place = known?.viewer?.resident?.place ?? viewer.roles.find(held => held.place)?.place;
  if (!data || !place) return null;
  return { accountId: viewer.id, onBehalf: false, places: [{ id: place.id, name: '' }], categories: data.caseCategories.map(({ id, name }) => ({ id, name })) };
}

interface PersonSwitchProps {
  readonly people: Mine['people'];
  readonly chosen: string | null;
  /** Whether the first is oneself. */
  readonly self: boolean;
}

/** For whom one is here, where there is somebody to choose. */
function PersonSwitch({ people, chosen, self }: PersonSwitchProps): ReactNode {
  const t = useWords();
  const [, choose] = useAddress('for');
  if (people.length === 0 || (people.length === 1 && self)) return null;
  return (
    <fieldset className="for-whom">
      <legend>{t(mine.forWhom)}</legend>
      {people.map(({ id, name }, n) => (
        <button key={id} type="button" aria-pressed={id === chosen} onClick={() => choose(id)}>{self && n === 0 ? t(mine.myself) : name}</button>
      ))}
    </fieldset>
  );
}

function SignOut(): ReactNode {
  const t = useWords();
  const { busy, problem, run } = useDeed();
  return (
    <>
      <button type="button" className="plain" disabled={busy} onClick={() => run(async () => { await signOut(); return null; })}>{t(say.signOut)}</button>
      <Problem of={problem} />
    </>
  );
}
