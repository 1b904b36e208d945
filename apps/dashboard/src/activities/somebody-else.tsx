import { Button, Form, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { CheckInByCardDocument, SignUpDocument, type ActivityQuery } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { ResidentChoice } from '../register/resident-choice.tsx';
import { Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { useDeed } from '../ui/use-deed.ts';
import { activities } from './words.ts';

interface SomebodyElseProps {
  readonly activity: Pick<NonNullable<ActivityQuery['activity']>, 'id' | 'viewerCanRun'>;
  readonly session: string;
  readonly open: boolean;
  readonly busy: boolean;
  readonly onHere: (residentId: string, name: string) => void;
  readonly onChanged: () => void;
}

/** Whoever is not on the roll: signed up over the telephone, come without a sign-up, or known by their card. */
export function SomebodyElse({ activity, session, open, busy, onHere, onChanged }: SomebodyElseProps): ReactNode {
  const t = useWords();
  const [resident, choose] = useState<string | null>(null);
  const [form] = Form.useForm<{ secret: string }>();
  const { busy: signing, problem, run } = useDeed();
  const signUp = (residentId: string) => run(async () => {
    const { activitySignUp } = await ask(SignUpDocument, { input: { activityId: activity.id, residentId, channel: 'WINDOW', idempotencyKey: newKey() } });
    choose(null);
    onChanged();
    return refusal(activitySignUp, { INSUFFICIENT: activities.noPlaceLeft, NOT_ALLOWED: activities.notForThem, WRONG_STATE: activities.notForThem });
  });
  const byCard = ({ secret }: { readonly secret: string }) => run(async () => {
    const { activityCheckInByCard } = await ask(CheckInByCardDocument, { input: { sessionId: session, secret: secret.trim(), idempotencyKey: newKey() } });
    form.resetFields();
    onChanged();
    return refusal(activityCheckInByCard, { INVALID: activities.wrongCard });
  });
  const come = (residentId: string) => {
    onHere(residentId, t(activities.walkIn));
    choose(null);
  };
  return (
    <section className="card" aria-labelledby="else-title">
      <header><h2 id="else-title">{t(activities.somebodyElse)}</h2></header>
      {activity.viewerCanRun && (
        <div className="big-buttons">
          <ResidentChoice value={resident} onChange={choose} />
          {open && <Button size="large" type="primary" disabled={busy || resident === null} onClick={() => resident !== null && come(resident)}>{t(activities.here)}</Button>}
          <Button size="large" disabled={signing || resident === null} onClick={() => resident !== null && signUp(resident)}>{t(activities.takeDown)}</Button>
        </div>
      )}
      {open && (
        <Form form={form} className="big-buttons card-code" onFinish={byCard}>
          <Form.Item name="secret" noStyle><Input size="large" aria-label={t(activities.card)} placeholder={t(activities.card)} autoComplete="off" /></Form.Item>
          <Button size="large" htmlType="submit" disabled={signing}>{t(activities.byCard)}</Button>
        </Form>
      )}
      <Problem of={problem} />
    </section>
  );
}
