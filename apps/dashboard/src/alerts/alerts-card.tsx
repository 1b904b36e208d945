import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { ask, newKey } from '../api/ask.ts';
import { useAsked } from '../api/use-asked.ts';
import { figure } from '../format.ts';
import { useGround } from '../frame/ground.ts';
import { AlertAcknowledgeDocument, OpenAlertsDocument, type OpenAlertsQuery } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { ALERTS, REFUSALS, say } from '../words.ts';

type Alert = OpenAlertsQuery['alerts']['nodes'][number];

const SHOWN = 5;

/** Alerts under a place that nobody has taken up. */
export function AlertsCard({ place }: { readonly place: string }): ReactNode {
  const t = useWords();
  const { data, fault, again } = useAsked(OpenAlertsDocument, { place, first: SHOWN });
  const { busy, problem, run } = useDeed();
  const acknowledge = (alertId: string) => run(async () => {
    const { alertAcknowledge: { userErrors: [refused] } } = await ask(AlertAcknowledgeDocument, { input: { alertId, idempotencyKey: newKey() } });
    again();
    return refused ? REFUSALS[refused.code] : null;
  });
  return (
    <section className="card" aria-labelledby="alerts-title">
      <header>
        <h2 id="alerts-title">{t(say.alerts)}</h2>
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

function Told({ alert: { place, rule, value, fromDay, toDay } }: { readonly alert: Alert }): ReactNode {
  const t = useWords();
  const { indicators } = useGround();
  const indicator = indicators.find(({ key }) => key === rule?.indicator?.key);
  return (
    <p>
      {place && <Link href={`/places/${place.id}`}>{place.name}</Link>} {indicator && t(indicator.title)} {indicator && value !== null && <b>{figure(value, indicator.unit)}</b>}{' '}
      {rule && <span className="bad">{t(ALERTS[rule.kind])}</span>}
      <span className="quiet small"> {fromDay} – {toDay}</span>
    </p>
  );
}
