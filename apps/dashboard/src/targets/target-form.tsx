import { Button, Form, Input, InputNumber, Segmented, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { today } from '../format.ts';
import { useGround } from '../frame/ground.ts';
import { TargetSetDocument, type PeriodKind } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Problem } from '../ui/notice.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { PERIODS, REFUSALS, say } from '../words.ts';
import { targets, UNITS } from './words.ts';

interface TargetFormProps {
  readonly place: string;
  readonly onDone: () => void;
}

interface Written {
  readonly indicator: string;
  readonly kind: PeriodKind;
  readonly day: string;
  readonly value: number;
}

/** Sets what a place is to reach in a period. */
export function TargetForm({ place, onDone }: TargetFormProps): ReactNode {
  const t = useWords();
  const { indicators } = useGround();
  const [form] = Form.useForm<Written>();
  const [done, setDone] = useState(false);
  const { busy, problem, run } = useDeed();
  const key = Form.useWatch('indicator', form);
  const indicator = indicators.find(each => each.key === key);
  const set = ({ indicator: chosen, kind, day, value }: Written) => run(async () => {
    setDone(false);
    const { indicatorTargetSet: { target, userErrors: [refused] } } = await ask(TargetSetDocument, {
      input: { placeId: place, indicator: chosen, period: { kind, day }, value: indicator?.unit === 'RATIO' ? value / 100 : value, idempotencyKey: newKey() },
    });
    if (target) {
      form.resetFields(['value']);
      setDone(true);
      onDone();
    }
    return refused ? REFUSALS[refused.code] : null;
  });
  const needed = [{ required: true, message: t(say.needed) }];
  return (
    <section className="card" aria-labelledby="target-form">
      <header><h2 id="target-form">{t(targets.set)}</h2></header>
      <p className="quiet small">{t(targets.setWhat)}</p>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ kind: 'YEAR', day: today() }} onFinish={set}>
        <Form.Item label={t(say.indicator)} name="indicator" rules={needed}>
          <Select showSearch={{ optionFilterProp: 'label' }} placeholder={t(say.choose)} options={indicators.filter(({ better }) => better !== 'NEITHER').map(each => ({ value: each.key, label: t(each.title) }))} />
        </Form.Item>
        <Form.Item label={t(say.period)} name="kind">
          <Segmented options={(['MONTH', 'QUARTER', 'YEAR'] as const).filter(kind => !indicator || indicator.periods.includes(kind)).map(value => ({ value, label: t(PERIODS[value]) }))} />
        </Form.Item>
        <Form.Item label={t(say.day)} name="day" rules={needed}><Input type="date" /></Form.Item>
        <Form.Item label={t(targets.value)} name="value" rules={needed}><InputNumber min={0} style={{ width: '100%' }} suffix={indicator && t(UNITS[indicator.unit])} /></Form.Item>
        <Problem of={problem} />
        <output>{done && !problem && t(targets.done)}</output>
        <Button type="primary" htmlType="submit" block disabled={busy}>{t(targets.set)}</Button>
      </Form>
    </section>
  );
}
