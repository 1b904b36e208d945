import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { ask, newKey } from '../api/ask.ts';
import { useAsked } from '../api/use-asked.ts';
import { useTold } from '../api/use-told.ts';
import { useWithStreet } from '../frame/address.ts';
import { AlertAcknowledgeDocument, AlertChangedDocument, AlertsDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { REFUSALS, say } from '../words.ts';
import { Told } from './told.tsx';

const SHOWN = 5;

/** Alerts under a place that nobody has taken up. */
export function AlertsCard({ place }: { readonly place: string }): ReactNode {
  const t = useWords();
  const withStreet = useWithStreet();
  const { data, fault, again } = useAsked(AlertsDocument, { place, state: 'OPEN', first: SHOWN });
  useTold(AlertChangedDocument, { place }, again);
  const { busy, problem, run } = useDeed();
  const acknowledge = (alertId: string) => run(async () => {
    const { alertAcknowledge: { userErrors: [refused] } } = await ask(AlertAcknowledgeDocument, { input: { alertId, idempotencyKey: newKey() } });
    again();
    return refused ? REFUSALS[refused.code] : null;
  });
  return (
    <section className="card" aria-labelledby="alerts-title">
      <header>
        <h2 id="alerts-title"><Link href={withStreet('/alerts')}>{t(say.alerts)}</Link></h2>
        {data && data.alerts.totalCount > 0 && <span className="quiet">{data.alerts.totalCount}</span>}
      </header>
      {fault && <FaultNotice of={fault} onRetry={again} />}
      {data?.alerts.totalCount === 0 && <p className="quiet">{t(say.noAlerts)}</p>}
      <ul className="notices">
        {data?.alerts.nodes.map(alert => (
          <li key={alert.id}>
            <Told alert={alert} />
            {alert.viewerCanAcknowledge && <Button size="small" disabled={busy} onClick={() => acknowledge(alert.id)}>{t(say.acknowledge)}</Button>}
          </li>
        ))}
      </ul>
      <Problem of={problem} />
    </section>
  );
}
