import { Button, Form, Input, InputNumber, Segmented } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { BuddyContactRecordDocument, type BuddyContactChannel } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { useDeed } from '../ui/use-deed.ts';
import { bridge, CONTACT_CHANNELS } from './words.ts';

interface ContactFormProps {
  readonly pair: string;
  readonly named: string;
  readonly onRecorded: () => void;
}

interface Written {
  readonly channel: BuddyContactChannel;
  readonly minutes: number;
  readonly note?: string;
}

/** A line of a pair's log. */
export function ContactForm({ pair, named, onRecorded }: ContactFormProps): ReactNode {
  const t = useWords();
  const [open, setOpen] = useState(false);
  const key = useRef(newKey());
  const { busy, problem, run } = useDeed();
  const log = ({ channel, minutes, note }: Written) => run(async () => {
    const { buddyContactRecord } = await ask(BuddyContactRecordDocument, { input: { buddyPairId: pair, channel, minutes, note: note === '' ? null : note, idempotencyKey: key.current } });
    key.current = newKey();
    if (buddyContactRecord.contact) setOpen(false);
    onRecorded();
    return refusal(buddyContactRecord);
  });
  if (!open) return <Button size="large" type="primary" ghost aria-label={`${t(bridge.contact)} ${named}`} onClick={() => setOpen(true)}>{t(bridge.contact)}</Button>;
  return (
    <Form className="with-words" initialValues={{ channel: 'VISIT', minutes: 30 }} onFinish={log} aria-label={`${t(bridge.contact)} ${named}`}>
      <Form.Item name="channel" noStyle><Segmented size="large" options={(Object.keys(CONTACT_CHANNELS) as BuddyContactChannel[]).map(value => ({ value, label: t(CONTACT_CHANNELS[value]) }))} /></Form.Item>
      <Form.Item name="minutes" noStyle><InputNumber size="large" min={1} max={1440} precision={0} aria-label={t(bridge.minutes)} suffix={t(bridge.minutes)} /></Form.Item>
      <Form.Item name="note" noStyle><Input size="large" maxLength={1000} aria-label={t(bridge.note)} placeholder={t(bridge.note)} /></Form.Item>
      <Button size="large" type="primary" htmlType="submit" disabled={busy}>{t(bridge.record)}</Button>
      <Problem of={problem} />
    </Form>
  );
}
