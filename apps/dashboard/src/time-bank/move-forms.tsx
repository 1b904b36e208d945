import { Button, Form, Input, InputNumber, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { inShanghai, localTime } from '../format.ts';
import type { ExchangeConfirmation, ExchangeSide } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { say } from '../words.ts';
import { bank, CONFIRMATIONS } from './words.ts';

interface MoveFormProps<W> {
  readonly busy: boolean;
  readonly onWritten: (written: W) => void;
}

const MOST_MINUTES = 720;
const MOST_WORDS = 4000;

function useNeeded() {
  const t = useWords();
  return [{ required: true, message: t(say.needed) }];
}

function Send({ busy }: { readonly busy: boolean }): ReactNode {
  const t = useWords();
  return <Button size="large" type="primary" htmlType="submit" disabled={busy}>{t(say.submit)}</Button>;
}

function Minutes(): ReactNode {
  const t = useWords();
  return (
    <Form.Item name="minutes" noStyle rules={useNeeded()}>
      <InputNumber size="large" min={1} max={MOST_MINUTES} step={30} precision={0} aria-label={t(bank.minutes)} suffix={t(bank.minutes)} />
    </Form.Item>
  );
}

function Reason(): ReactNode {
  const t = useWords();
  return <Form.Item name="reason" noStyle rules={useNeeded()}><Input size="large" maxLength={MOST_WORDS} aria-label={t(bank.reason)} placeholder={t(bank.reason)} /></Form.Item>;
}

interface ScheduleFormProps extends MoveFormProps<{ startsAt: string; minutes: number }> {
  readonly startsAt: string | null;
  readonly minutes: number;
}

/** When it is to be, and for how long. */
export function ScheduleForm({ busy, startsAt, minutes, onWritten }: ScheduleFormProps): ReactNode {
  const t = useWords();
  const needed = useNeeded();
  return (
    <Form<{ startsAt: string; minutes: number }>
      className="with-words" initialValues={{ ...(startsAt !== null && { startsAt: localTime(startsAt) }), minutes }}
      onFinish={written => onWritten({ startsAt: inShanghai(written.startsAt), minutes: written.minutes })}
    >
      <Form.Item name="startsAt" noStyle rules={needed}><Input size="large" type="datetime-local" aria-label={t(bank.startsAt)} /></Form.Item>
      <Minutes />
      <Send busy={busy} />
    </Form>
  );
}

/** How long it took. */
export function MinutesForm({ busy, minutes, onWritten }: MoveFormProps<number> & { readonly minutes: number }): ReactNode {
  return <Form<{ minutes: number }> className="with-words" initialValues={{ minutes }} onFinish={written => onWritten(written.minutes)}><Minutes /><Send busy={busy} /></Form>;
}

/** Why, in words that stay on record. */
export function ReasonForm({ busy, onWritten }: MoveFormProps<string>): ReactNode {
  return <Form<{ reason: string }> className="with-words" onFinish={({ reason }) => onWritten(reason)}><Reason /><Send busy={busy} /></Form>;
}

/** What it should have been. */
export function AdjustForm({ busy, minutes, onWritten }: MoveFormProps<{ minutes: number; reason: string }> & { readonly minutes: number }): ReactNode {
  return <Form<{ minutes: number; reason: string }> className="with-words" initialValues={{ minutes }} onFinish={onWritten}><Minutes /><Reason /><Send busy={busy} /></Form>;
}

/** Who did not come. */
export function NoShowForm({ busy, onWritten }: MoveFormProps<ExchangeSide>): ReactNode {
  const t = useWords();
  return (
    <p className="big-buttons">
      <Button size="large" disabled={busy} onClick={() => onWritten('GIVER')}>{t(bank.giverAbsent)}</Button>
      <Button size="large" disabled={busy} onClick={() => onWritten('RECEIVER')}>{t(bank.receiverAbsent)}</Button>
    </p>
  );
}

type ByStaff = Exclude<ExchangeConfirmation, 'APP'>;

/** That it was so, from whom it served: by a call-back that is written down, their PIN, or their card. */
export function ConfirmForm({ busy, onWritten }: MoveFormProps<{ by: ByStaff; note: string | null; secret: string | null }>): ReactNode {
  const t = useWords();
  const [form] = Form.useForm<{ by: ByStaff; words: string }>();
  const by = Form.useWatch('by', form) ?? 'CALL_BACK';
  const asked = by === 'CALL_BACK' ? bank.calledBack : bank.secret;
  return (
    <Form form={form} className="with-words" initialValues={{ by: 'CALL_BACK' }} onFinish={written => onWritten({ by: written.by, note: written.by === 'CALL_BACK' ? written.words : null, secret: written.by === 'CALL_BACK' ? null : written.words.trim() })}>
      <Form.Item name="by" noStyle><Segmented size="large" aria-label={t(bank.by)} options={(Object.keys(CONFIRMATIONS) as ByStaff[]).map(value => ({ value, label: t(CONFIRMATIONS[value]) }))} /></Form.Item>
      <Form.Item name="words" noStyle rules={useNeeded()}><Input size="large" maxLength={MOST_WORDS} autoComplete="off" aria-label={t(asked)} placeholder={t(asked)} /></Form.Item>
      <Send busy={busy} />
    </Form>
  );
}
