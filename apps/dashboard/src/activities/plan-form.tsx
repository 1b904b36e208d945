import { Button, Form, Input, InputNumber, Segmented, Select } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { ask, newKey } from '../api/ask.ts';
import { useAsked } from '../api/use-asked.ts';
import { atTime, daysLater, today } from '../format.ts';
import { useGround } from '../frame/ground.ts';
import { ActivityCreateDocument, ActivityPlacesDocument, RunningProgramsDocument, type ActivityKind } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { useDeed } from '../ui/use-deed.ts';
import { say } from '../words.ts';
import { activities, ACTIVITY_KINDS } from './words.ts';

interface Written {
  readonly title: string;
  readonly kind: ActivityKind;
  readonly place: string;
  readonly program?: string;
  readonly venue?: string;
  readonly day: string;
  readonly from: string;
  readonly to: string;
  readonly weeks: number;
  readonly capacity?: number | null;
}

const MOST_WEEKS = 52;

/** Plans an activity: once, or every week at the same hours. */
export function PlanForm({ onPlanned }: { readonly onPlanned: () => void }): ReactNode {
  const t = useWords();
  const { street } = useGround();
  const [form] = Form.useForm<Written>();
  const key = useRef(newKey());
  const [planned, setPlanned] = useState<{ id: string; title: string } | null>(null);
  const { data } = useAsked(ActivityPlacesDocument, { street: street.id, first: 100 });
  const programs = useAsked(RunningProgramsDocument, { place: street.id, first: 100 });
  const { busy, problem, run } = useDeed();
  const plan = ({ title, kind, place, program, venue, day, from, to, weeks, capacity }: Written) => run(async () => {
    if (to <= from) return activities.inPast;
    const sessions = Array.from({ length: weeks }, (_, n) => daysLater(day, 7 * n)).map(each => ({ startsAt: atTime(each, from), endsAt: atTime(each, to) }));
    const { activityCreate } = await ask(ActivityCreateDocument, { input: { title, kind, placeId: place, programId: program, venue, capacity, sessions, idempotencyKey: key.current } });
    key.current = newKey();
    if (activityCreate.activity) {
      setPlanned(activityCreate.activity);
      form.resetFields();
      onPlanned();
    }
    return refusal(activityCreate, { INVALID: activities.notThere });
  });
  const needed = [{ required: true, message: t(say.needed) }];
  const places = [{ value: street.id, label: t(activities.wholeStreet) }, ...(data?.communities.nodes.filter(each => each.onboardedAt !== null).map(({ id, name }) => ({ value: id, label: name })) ?? [])];
  return (
    <section className="card" aria-labelledby="plan-title">
      <header><h2 id="plan-title">{t(activities.plan)}</h2></header>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ kind: 'EVENT', place: street.id, day: today(), from: '14:00', to: '16:00', weeks: 1 }} onFinish={plan}>
        <Form.Item label={t(activities.title)} name="title" rules={needed}><Input maxLength={100} /></Form.Item>
        <Form.Item label={t(activities.kind)} name="kind">
          <Segmented options={(Object.keys(ACTIVITY_KINDS) as ActivityKind[]).map(value => ({ value, label: t(ACTIVITY_KINDS[value]) }))} />
        </Form.Item>
        <Form.Item label={t(activities.place)} name="place" rules={needed}><Select showSearch={{ optionFilterProp: 'label' }} options={places} /></Form.Item>
        {programs.data && programs.data.programs.nodes.length > 0 && (
          <Form.Item label={t(activities.program)} name="program">
            <Select allowClear placeholder={t(say.choose)} options={programs.data.programs.nodes.map(({ id, title, place }) => ({ value: id, label: `${title} ${place?.name ?? ''}` }))} />
          </Form.Item>
        )}
        <Form.Item label={t(activities.venue)} name="venue"><Input maxLength={200} /></Form.Item>
        <Form.Item label={t(activities.day)} name="day" rules={needed}><Input type="date" /></Form.Item>
        <div className="from-to">
          <Form.Item label={t(activities.begins)} name="from" rules={needed}><Input type="time" /></Form.Item>
          <Form.Item label={t(activities.ends)} name="to" rules={needed}><Input type="time" /></Form.Item>
        </div>
        <Form.Item label={t(activities.weeks)} name="weeks" rules={needed}><InputNumber min={1} max={MOST_WEEKS} precision={0} /></Form.Item>
        <Form.Item label={t(activities.capacity)} name="capacity"><InputNumber min={1} precision={0} /></Form.Item>
        <Problem of={problem} />
        <output>{planned && !problem && <>{t(activities.planned)} <Link href={`/activities/${planned.id}`}>{planned.title}</Link></>}</output>
        <Button type="primary" htmlType="submit" block disabled={busy}>{t(activities.plan)}</Button>
      </Form>
    </section>
  );
}
