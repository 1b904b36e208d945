import { Button, Form, Input, Tag } from 'antd';
import { useState, type ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { dayAndTime, figure } from '../format.ts';
import { useGround } from '../frame/ground.ts';
import { AlertAcknowledgeDocument, AlertDismissDocument, type AlertFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { REFUSALS, say } from '../words.ts';
import { Told } from './told.tsx';
import { ALERT_STATES, alerts } from './words.ts';

/** An alert with its evidence, and what was done about it or may be. */
export function AlertRow({ alert }: { readonly alert: AlertFieldsFragment }): ReactNode {
  const t = useWords();
  const { indicators } = useGround();
  const [dismissing, setDismissing] = useState(false);
  const { busy, problem, run } = useDeed();
  const { id, state, rule, low, high, reason, handledBy, handledAt, viewerCanAcknowledge, viewerCanDismiss } = alert;
  const unit = indicators.find(({ key }) => key === rule?.indicator?.key)?.unit ?? 'COUNT';
  const acknowledge = () => run(async () => {
    const { alertAcknowledge: { userErrors: [refused] } } = await ask(AlertAcknowledgeDocument, { input: { alertId: id, idempotencyKey: newKey() } });
    return refused ? REFUSALS[refused.code] : null;
  });
  const dismiss = ({ reason: why }: { readonly reason: string }) => run(async () => {
    const { alertDismiss: { userErrors: [refused] } } = await ask(AlertDismissDocument, { input: { alertId: id, reason: why, idempotencyKey: newKey() } });
    setDismissing(refused !== undefined);
    return refused ? REFUSALS[refused.code] : null;
  });
  return (
    <li>
      <div className="line"><Told alert={alert} /><Tag>{t(ALERT_STATES[state])}</Tag></div>
      {(low !== null || high !== null) && <p className="quiet small">{t(alerts.usual)} {low === null ? '' : figure(low, unit)}–{high === null ? '' : figure(high, unit)}</p>}
      {handledAt && <p className="quiet small">{handledBy?.displayName} {dayAndTime(handledAt)} {reason}</p>}
      <p className="no-print">
        {viewerCanAcknowledge && <Button disabled={busy} onClick={acknowledge}>{t(say.acknowledge)}</Button>}{' '}
        {viewerCanDismiss && !dismissing && <Button disabled={busy} onClick={() => setDismissing(true)}>{t(alerts.dismiss)}</Button>}
      </p>
      {dismissing && (
        <Form layout="inline" onFinish={dismiss}>
          <Form.Item label={t(alerts.reason)} name="reason" rules={[{ required: true, message: t(say.needed) }]}><Input maxLength={500} /></Form.Item>
          <Button type="primary" htmlType="submit" disabled={busy}>{t(alerts.dismiss)}</Button>
        </Form>
      )}
      <Problem of={problem} />
    </li>
  );
}
