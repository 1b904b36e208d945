import { Button, Form, InputNumber, Segmented, Select } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { useGround } from '../frame/ground.ts';
import { AlertRuleCreateDocument, type AlertKind, type AlertSide, type PeriodKind, type PlaceLevel } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { steers } from '../session/steers.ts';
import { UNITS } from '../targets/words.ts';
import { Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { useDeed } from '../ui/use-deed.ts';
import { ALERTS, LEVELS, PERIODS, say } from '../words.ts';
import { alerts, SIDES } from './words.ts';

interface Written {
  readonly kind: AlertKind;
  readonly indicator: string;
  readonly place: string;
  readonly level: PlaceLevel;
  readonly periodKind?: PeriodKind;
  readonly side?: AlertSide;
  readonly threshold?: number;
  readonly days?: number;
}

const KINDS: readonly AlertKind[] = ['THRESHOLD', 'TARGET_MISSED', 'UNUSUAL_CHANGE', 'STALE'];
const CALENDAR: readonly PeriodKind[] = ['WEEK', 'MONTH', 'QUARTER', 'YEAR'];
const WATCHED: readonly PlaceLevel[] = ['STREET', 'COMMUNITY', 'GRID'];
const MOST_DAYS = 366;

/** Says what is to be watched at the places of a level. */
export function RuleForm({ onSet }: { readonly onSet: () => void }): ReactNode {
  const t = useWords();
  const { indicators, street, district, viewer } = useGround();
  const [form] = Form.useForm<Written>();
  const key = useRef(newKey());
  const [done, setDone] = useState(false);
  const { busy, problem, run } = useDeed();
  const [kind, chosen] = [Form.useWatch('kind', form) ?? 'THRESHOLD', Form.useWatch('indicator', form)];
  const indicator = indicators.find(each => each.key === chosen);
  const set = ({ place, threshold, ...written }: Written) => run(async () => {
    setDone(false);
    const share = indicator?.unit === 'RATIO' && threshold !== undefined ? threshold / 100 : threshold;
    const { alertRuleCreate } = await ask(AlertRuleCreateDocument, { input: { ...written, placeId: place, threshold: share, idempotencyKey: key.current } });
    key.current = newKey();
    if (alertRuleCreate.rule) {
      form.resetFields(['indicator', 'threshold']);
      setDone(true);
      onSet();
    }
    return refusal(alertRuleCreate, alertRuleCreate.userErrors[0]?.field[0] === 'indicator' ? { INVALID: alerts.unfit } : {});
  });
  const needed = [{ required: true, message: t(say.needed) }];
  const watchable = indicators.filter(({ better }) => kind !== 'TARGET_MISSED' || better !== 'NEITHER');
  const places = [street, district].filter(({ id }) => steers(viewer, id === street.id ? [street.id, district.id] : [district.id]));
  const periods = CALENDAR.filter(each => !indicator || indicator.periods.includes(each));
  return (
    <section className="card" aria-labelledby="rule-form">
      <header><h2 id="rule-form">{t(alerts.setRule)}</h2></header>
      <p className="quiet small">{t(alerts.setRuleWhat)}</p>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ kind: 'THRESHOLD', place: street.id, level: 'COMMUNITY', periodKind: 'MONTH', side: 'BELOW', days: 30 }} onFinish={set}>
        <Form.Item label={t(alerts.kind)} name="kind"><Select options={KINDS.map(value => ({ value, label: t(ALERTS[value]) }))} /></Form.Item>
        <Form.Item label={t(say.indicator)} name="indicator" rules={needed}>
          <Select showSearch={{ optionFilterProp: 'label' }} placeholder={t(say.choose)} options={watchable.map(each => ({ value: each.key, label: t(each.title) }))} />
        </Form.Item>
        {kind === 'THRESHOLD' && (
          <>
            <Form.Item label={t(alerts.side)} name="side"><Segmented options={(['BELOW', 'ABOVE'] as const).map(value => ({ value, label: t(SIDES[value]) }))} /></Form.Item>
            <Form.Item label={t(alerts.threshold)} name="threshold" rules={needed}><InputNumber style={{ width: '100%' }} suffix={indicator && t(UNITS[indicator.unit])} /></Form.Item>
          </>
        )}
        {kind === 'STALE'
          ? <Form.Item label={t(alerts.days)} name="days" rules={needed}><InputNumber min={1} max={MOST_DAYS} precision={0} style={{ width: '100%' }} /></Form.Item>
          : <Form.Item label={t(say.period)} name="periodKind" rules={needed}><Segmented options={periods.map(value => ({ value, label: t(PERIODS[value]) }))} /></Form.Item>}
        <Form.Item label={t(alerts.place)} name="place"><Select options={places.map(({ id, name }) => ({ value: id, label: name }))} /></Form.Item>
        <Form.Item label={t(alerts.level)} name="level"><Segmented options={WATCHED.map(value => ({ value, label: t(LEVELS[value]) }))} /></Form.Item>
        <Problem of={problem} />
        <output>{done && !problem && t(alerts.done)}</output>
        <Button type="primary" htmlType="submit" block disabled={busy}>{t(alerts.setRule)}</Button>
      </Form>
    </section>
  );
}
