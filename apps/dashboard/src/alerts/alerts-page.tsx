import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { usePages } from '../api/use-pages.ts';
import { useTold } from '../api/use-told.ts';
import { useAddress } from '../frame/address.ts';
import { useGround } from '../frame/ground.ts';
import { AlertChangedDocument, AlertsDocument, type AlertState } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { More } from '../ui/more.tsx';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { say } from '../words.ts';
import { AlertRow } from './alert-row.tsx';
import { ALERT_STATES, alerts } from './words.ts';

const STATES: readonly AlertState[] = ['OPEN', 'ACKNOWLEDGED', 'DISMISSED'];
const PAGE = 50;

/** The alerts of a street, by what was done about them, the latest first. */
export default function AlertsPage(): ReactNode {
  const t = useWords();
  const { street } = useGround();
  const [asked, choose] = useAddress('state');
  const state = STATES.find(each => each === asked) ?? 'OPEN';
  const pages = usePages(AlertsDocument, { place: street.id, state, first: PAGE }, data => data.alerts);
  const { data, rows, fault, again } = pages;
  useTold(AlertChangedDocument, { place: street.id }, again);
  return (
    <>
      <div className="head">
        <h1>{t(say.alerts)}</h1>
        <Segmented aria-label={t(say.state)} value={state} onChange={choose} options={STATES.map(value => ({ value, label: t(ALERT_STATES[value]) }))} />
        {data && <span className="quiet">{data.alerts.totalCount}</span>}
        <Link href="/alerts/rules">{t(alerts.rules)}</Link>
      </div>
      {fault && <FaultNotice of={fault} onRetry={again} />}
      <section className="card" aria-label={t(say.alerts)}>
        {!data && !fault && <Loading rows={6} />}
        {data && rows.length === 0 && <Nothing of={alerts.none} />}
        <ul className="rows">{rows.map(alert => <AlertRow key={alert.id} alert={alert} />)}</ul>
        <More pages={pages} />
      </section>
    </>
  );
}
