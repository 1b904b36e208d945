import { Button, Checkbox, Form, Input, Select } from 'antd';
import { useRef, type ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { useAsked } from '../api/use-asked.ts';
import { ServiceTypesDocument, VolunteerByStaffDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { useDeed } from '../ui/use-deed.ts';
import { say } from '../words.ts';
import { bank, WEEKDAYS } from './words.ts';

interface EnrolFormProps {
  readonly resident: string;
  readonly onEnrolled: () => void;
}

interface Written {
  readonly skills: string[];
  readonly weekdays: number[];
  readonly from: string;
  readonly to: string;
}

/** Minutes from midnight of `14:30`. */
function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Somebody serves from today on: what they can do, and when they have time. */
export function EnrolForm({ resident, onEnrolled }: EnrolFormProps): ReactNode {
  const t = useWords();
  const key = useRef(newKey());
  const { data } = useAsked(ServiceTypesDocument, {});
  const { busy, problem, run } = useDeed();
  const enrol = ({ skills, weekdays, from, to }: Written) => run(async () => {
    const availability = weekdays.toSorted((one, other) => one - other).map(weekday => ({ weekday, from: minutesOf(from), to: minutesOf(to) }));
    const { volunteerEnrol } = await ask(VolunteerByStaffDocument, { input: { residentId: resident, skillIds: skills, availability, idempotencyKey: key.current } });
    key.current = newKey();
    onEnrolled();
    return refusal(volunteerEnrol, { INVALID: bank.unfitHours });
  });
  const needed = [{ required: true, message: t(say.needed) }];
  return (
    <section className="card" aria-labelledby="enrol-title">
      <header><h2 id="enrol-title">{t(bank.enrol)}</h2></header>
      <Form<Written> layout="vertical" requiredMark={false} initialValues={{ weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }} onFinish={enrol}>
        <Form.Item label={t(bank.canDo)} name="skills" rules={needed}>
          <Select mode="multiple" size="large" optionFilterProp="label" placeholder={t(say.choose)} options={data?.serviceTypes.filter(({ closedAt }) => closedAt === null).map(({ id, name }) => ({ value: id, label: name })) ?? []} />
        </Form.Item>
        <Form.Item label={t(bank.onDays)} name="weekdays" rules={[{ type: 'array', min: 1, message: t(say.needed) }]}>
          <Checkbox.Group options={WEEKDAYS.map((words, n) => ({ value: n + 1, label: t(words) }))} />
        </Form.Item>
        <div className="from-to">
          <Form.Item label={t(bank.firstDay)} name="from" rules={needed}><Input size="large" type="time" /></Form.Item>
          <Form.Item label={t(bank.lastDay)} name="to" rules={needed}><Input size="large" type="time" /></Form.Item>
        </div>
        <Problem of={problem} />
        <Button size="large" block htmlType="submit" disabled={busy}>{t(bank.enrol)}</Button>
      </Form>
    </section>
  );
}
