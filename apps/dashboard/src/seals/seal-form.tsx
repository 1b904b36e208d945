import { Button, Form, Input, Segmented } from 'antd';
import { useRef, type ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { SealMakeDocument, type PeriodKind } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { PERIODS, REFUSALS, say } from '../words.ts';
import { seals } from './words.ts';

interface SealFormProps {
  readonly place: string;
  readonly onDone: () => void;
}

interface Written {
  readonly kind: PeriodKind;
  readonly day: string;
  readonly comment: string;
}

const KINDS: readonly PeriodKind[] = ['MONTH', 'QUARTER', 'YEAR'];

/** Signs off the figures of a period that is over. */
export function SealForm({ place, onDone }: SealFormProps): ReactNode {
  const t = useWords();
  const [form] = Form.useForm<Written>();
  const key = useRef(newKey());
  const { busy, problem, run } = useDeed();
  const seal = ({ kind, day, comment }: Written) => run(async () => {
    const { indicatorSealMake: { seal: made, userErrors: [refused] } } = await ask(SealMakeDocument, { input: { placeId: place, period: { kind, day }, comment, idempotencyKey: key.current } });
    key.current = newKey();
    if (made) {
      form.resetFields();
      onDone();
    }
    if (refused?.code === 'WRONG_STATE') return seals.notOver;
    if (refused?.code === 'CONFLICT') return seals.sealedAlready;
    return refused ? REFUSALS[refused.code] : null;
  });
  const needed = [{ required: true, message: t(say.needed) }];
  return (
    <section className="card" aria-labelledby="seal-form">
      <header><h2 id="seal-form">{t(seals.sealPeriod)}</h2></header>
      <p className="quiet small">{t(seals.sealWhat)}</p>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ kind: 'QUARTER' }} onFinish={seal}>
        <Form.Item label={t(say.period)} name="kind"><Segmented options={KINDS.map(value => ({ value, label: t(PERIODS[value]) }))} /></Form.Item>
        <Form.Item label={t(seals.lastDay)} name="day" rules={needed}><Input type="date" /></Form.Item>
        <Form.Item label={t(seals.comment)} name="comment" rules={needed}><Input.TextArea maxLength={1000} autoSize={{ minRows: 2 }} /></Form.Item>
        <Problem of={problem} />
        <Button type="primary" htmlType="submit" block disabled={busy}>{t(seals.seal)}</Button>
      </Form>
    </section>
  );
}
