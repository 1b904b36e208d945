import { Suspense, useEffect, type ReactNode } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { useAsked } from '../api/use-asked.ts';
import { GroundDocument, SubmitChoicesDocument, type ViewerFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import type { Kit } from '../offline/kit.ts';
import { Unreached } from '../offline/unreached.tsx';
import { useKit } from '../offline/use-kit.ts';
import { ROUTES } from '../routes.ts';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { PageGuard } from '../ui/page-guard.tsx';
import { say } from '../words.ts';
import { useAddress } from './address.ts';
import { DemoStamp } from './demo-stamp.tsx';
import { GroundProvider, sensibleStreet, type Ground } from './ground.ts';
import { Header } from './header.tsx';
import { Menu } from './menu.tsx';
import { STAFF } from './roles.ts';
import './shell.css';

/** The frame of every page: where one is, as whom, and the way to the others. */
export function Shell({ viewer }: { readonly viewer: ViewerFieldsFragment }): ReactNode {
  const t = useWords();
  const { data, fault, again } = useAsked(GroundDocument, {});
  const [at] = useLocation();
  const [asked] = useAddress('street');
  const streets = data?.streets.nodes ?? [];
  const street = streets.find(each => each.code === asked) ?? sensibleStreet(streets, viewer);
  const ground = data && street ? { viewer, district: data.district, streets, street, indicators: data.indicators } : null;
  const ready = ground !== null;
  useEffect(() => {
    if (ready) void Promise.allSettled(ROUTES.map(async route => route.ahead?.())); // asked for again when somebody goes there
  }, [ready]);
  useKit(useShellKit(viewer, ground));
  return (
    <div className="shell">
      <a className="skip" href="#main">{t(say.skip)}</a>
      <Header viewer={viewer} ground={ground} unread={data?.viewer?.unreadNotices ?? 0} />
      <Menu viewer={viewer} />
      <div className="page">
        <main id="main" tabIndex={-1}>
          <Unreached />
          {ground && <DemoStamp origins={[ground.district.dataOrigin, ground.street.dataOrigin]} />}
          {fault && !data && <FaultNotice of={fault} onRetry={again} />}
          {!data && !fault && <Loading rows={6} />}
          {data && !street && <Nothing of={say.noStreets} />}
          {ground && (
            <GroundProvider value={ground}>
              <PageGuard at={at}>
                <Suspense fallback={<Loading rows={6} />}>
                  <Switch>
                    {ROUTES.map(({ path, page: Page }) => <Route key={path} path={path}><Page /></Route>)}
                    <Route><Nothing of={say.noPage} /></Route>
                  </Switch>
                </Suspense>
              </PageGuard>
            </GroundProvider>
          )}
        </main>
      </div>
    </div>
  );
}

/** With which the viewer records cases of the street: where they work themselves first. */
function useShellKit(viewer: ViewerFieldsFragment, ground: Ground | null): Kit | null {
  const { data } = useAsked(SubmitChoicesDocument, ground && { street: ground.street.id });
  if (!data) return null;
  const own = viewer.roles.flatMap(({ place }) => (place && (place.level === 'GRID' || place.level === 'COMMUNITY') ? [place] : []));
  const places = [...own, ...data.communities.nodes.filter(({ id, onboardedAt }) => onboardedAt !== null && own.every(each => each.id !== id))];
  const choices = (rows: readonly { readonly id: string; readonly name: string }[]) => rows.map(({ id, name }) => ({ id, name }));
  return { accountId: viewer.id, onBehalf: viewer.roles.some(({ role }) => STAFF.includes(role)), places: choices(places), categories: choices(data.caseCategories) };
}
