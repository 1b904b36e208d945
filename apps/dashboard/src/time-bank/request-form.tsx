import { Button, Form, Input, InputNumber, Segmented, Select } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { useAsked } from '../api/use-asked.ts';
import { inShanghai } from '../format.ts';
import { ServiceListingEnterDocument, ServiceTypesDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { ResidentChoice } from '../register/resident-choice.tsx';
import { Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { useDeed } from '../ui/use-deed.ts';
import { say } from '../words.ts';
import { bank, STAFF_CHANNELS } from './words.ts';

type Channel = keyof typeof STAFF_CHANNELS;

interface Written {
  readonly resident: string;
  readonly service: string;
  readonly minutes: number;
  readonly wishedAt?: string;
  readonly note?: string;
  readonly channel: Channel;
}

/** What somebody asks for who rings, comes, or is called on. */
export function RequestForm({ onEntered }: { readonly onEntered: () => void }): ReactNode {
  const t = useWords();
  const [form] = Form.useForm<Written>();
  const key = useRef(newKey());
  const [done, setDone] = useState(false);
  const { data } = useAsked(ServiceTypesDocument, {});
  const { busy, problem, run } = useDeed();
  const enter = ({ resident, service, minutes, wishedAt, note, channel }: Written) => run(async () => {
    setDone(false);
    const { serviceListingEnter } = await ask(ServiceListingEnterDocument, {
      input: { kind: 'REQUEST', residentId: resident, serviceTypeId: service, minutes, wishedAt: wishedAt ? inShanghai(wishedAt) : null, note: note === '' ? null : note, channel, idempotencyKey: key.current },
    });
    key.current = newKey();
    if (serviceListingEnter.listing) {
      form.resetFields();
      setDone(true);
      onEntered();
    }
    return refusal(serviceListingEnter, { INVALID: bank.timePast });
  });
  const needed = [{ required: true, message: t(say.needed) }];
  return (
    <section className="card" aria-labelledby="request-title">
      <header><h2 id="request-title">{t(bank.enter)}</h2></header>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ minutes: 60, channel: 'TELEPHONE' }} onFinish={enter}>
        <Form.Item label={t(bank.whom)} name="resident" rules={needed}><ResidentChoice /></Form.Item>
        <Form.Item label={t(bank.service)} name="service" rules={needed}>
          <Select size="large" showSearch={{ optionFilterProp: 'label' }} placeholder={t(say.choose)} options={data?.serviceTypes.filter(({ closedAt }) => closedAt === null).map(({ id, name }) => ({ value: id, label: name })) ?? []} />
        </Form.Item>
        <Form.Item label={t(bank.length)} name="minutes" rules={needed}><InputNumber size="large" min={1} max={720} step={30} precision={0} /></Form.Item>
        <Form.Item label={t(bank.when)} name="wishedAt"><Input size="large" type="datetime-local" /></Form.Item>
        <Form.Item label={t(bank.note)} name="note"><Input.TextArea maxLength={1000} autoSize={{ minRows: 2 }} /></Form.Item>
        <Form.Item label={t(bank.channel)} name="channel"><Segmented options={(Object.keys(STAFF_CHANNELS) as Channel[]).map(value => ({ value, label: t(STAFF_CHANNELS[value]) }))} /></Form.Item>
        <Problem of={problem} />
        <output>{done && !problem && t(bank.entered)}</output>
        <Button type="primary" htmlType="submit" size="large" block disabled={busy}>{t(bank.enter)}</Button>
      </Form>
    </section>
  );
}
