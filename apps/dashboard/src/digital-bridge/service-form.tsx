import { Button, Form, Segmented, Select } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { ServiceTransactionRecordDocument, type ServiceChannel, type ServiceWay } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { useDeed } from '../ui/use-deed.ts';
import { say } from '../words.ts';
import { bridge, SERVICE_CHANNELS, SERVICE_WAYS } from './words.ts';

interface ServiceFormProps {
  readonly resident: string;
  readonly items: readonly { readonly id: string; readonly name: string }[];
  readonly onRecorded: () => void;
}

interface Written {
  readonly item: string;
  readonly way: ServiceWay;
  readonly channel: ServiceChannel;
}

/** A public service that somebody got, and how: by themselves, with help, or at a window, which is a channel of its own. */
export function ServiceForm({ resident, items, onRecorded }: ServiceFormProps): ReactNode {
  const t = useWords();
  const [form] = Form.useForm<Written>();
  const key = useRef(newKey());
  const [done, setDone] = useState(false);
  const way = Form.useWatch('way', form);
  const { busy, problem, run } = useDeed();
  const record = ({ item, way: how, channel }: Written) => run(async () => {
    setDone(false);
    const { serviceTransactionRecord } = await ask(ServiceTransactionRecordDocument, {
      input: { residentId: resident, bridgeItemId: item, way: how, channel: how === 'AT_WINDOW' ? 'WINDOW' : channel, idempotencyKey: key.current },
    });
    key.current = newKey();
    if (serviceTransactionRecord.transaction) {
      form.resetFields();
      setDone(true);
      onRecorded();
    }
    return refusal(serviceTransactionRecord, { WRONG_STATE: bridge.movedAway });
  });
  return (
    <Form form={form} layout="vertical" requiredMark={false} initialValues={{ way: 'ASSISTED', channel: 'APP' }} onFinish={record} aria-label={t(bridge.service)}>
      <h3>{t(bridge.service)}</h3>
      <Form.Item label={t(bridge.item)} name="item" rules={[{ required: true, message: t(say.needed) }]}>
        <Select size="large" showSearch={{ optionFilterProp: 'label' }} placeholder={t(say.choose)} options={items.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
      <Form.Item label={t(bridge.way)} name="way"><Segmented size="large" options={(Object.keys(SERVICE_WAYS) as ServiceWay[]).map(value => ({ value, label: t(SERVICE_WAYS[value]) }))} /></Form.Item>
      {way !== 'AT_WINDOW' && (
        <Form.Item label={t(bridge.channel)} name="channel">
          <Segmented options={(Object.keys(SERVICE_CHANNELS) as ServiceChannel[]).filter(value => value !== 'WINDOW').map(value => ({ value, label: t(SERVICE_CHANNELS[value]) }))} />
        </Form.Item>
      )}
      <Problem of={problem} />
      <output>{done && !problem && t(bridge.recorded)}</output>
      <Button type="primary" htmlType="submit" size="large" block disabled={busy}>{t(bridge.record)}</Button>
    </Form>
  );
}
