import { Button, Form, Input, QRCode } from 'antd';
import { useState, type ReactNode } from 'react';
import { ask } from '../api/ask.ts';
import { CardIssueDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { useDeed } from '../ui/use-deed.ts';
import { say } from '../words.ts';
import { bank } from './words.ts';

const SIZE = 200;
const PIN = /^\d{6}$/;

/** A card for who has no telephone: with it, or its PIN, they confirm services and check in. It is shown this once. */
export function CardForm({ resident }: { readonly resident: string }): ReactNode {
  const t = useWords();
  const [form] = Form.useForm<{ pin: string }>();
  const [code, setCode] = useState<string | null>(null);
  const { busy, problem, run } = useDeed();
  const issue = ({ pin }: { readonly pin: string }) => run(async () => {
    const { confirmationCardIssue } = await ask(CardIssueDocument, { input: { residentId: resident, pin } });
    form.resetFields();
    setCode(confirmationCardIssue.code);
    return refusal(confirmationCardIssue, { INVALID: bank.unfitPin });
  });
  return (
    <section className="card" aria-labelledby="card-title">
      <header><h2 id="card-title">{t(bank.card)}</h2></header>
      <p className="quiet">{t(code === null ? bank.cardWhat : bank.cardOnce)}</p>
      {code !== null && <QRCode value={code} size={SIZE} aria-label={t(bank.card)} />}
      <Form form={form} layout="vertical" requiredMark={false} onFinish={issue}>
        <Form.Item label={t(bank.pin)} name="pin" rules={[{ required: true, message: t(say.needed) }, { pattern: PIN, message: t(bank.unfitPin) }]}>
          <Input.Password size="large" inputMode="numeric" maxLength={6} autoComplete="off" />
        </Form.Item>
        <Problem of={problem} />
        <Button size="large" block htmlType="submit" disabled={busy}>{t(bank.issueCard)}</Button>
      </Form>
    </section>
  );
}
