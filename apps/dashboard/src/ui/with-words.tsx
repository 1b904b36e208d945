import { Button, Form, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useWords } from '../language.ts';
import { say, type Words } from '../words.ts';

interface WithWordsProps {
  readonly label: Words;
  /** What is to be written. */
  readonly asked: Words;
  /** What it is done to, for who does not see the page. */
  readonly of: string;
  readonly busy: boolean;
  readonly onWritten: (words: string) => void;
}

const LONGEST = 500;

/** Something that is not done without saying why. */
export function WithWords({ label, asked, of, busy, onWritten }: WithWordsProps): ReactNode {
  const t = useWords();
  const [open, setOpen] = useState(false);
  if (!open) return <Button size="large" disabled={busy} aria-label={`${t(label)} ${of}`} onClick={() => setOpen(true)}>{t(label)}</Button>;
  const finish = ({ words }: { readonly words: string }) => {
    setOpen(false);
    onWritten(words);
  };
  return (
    <Form className="with-words" onFinish={finish} aria-label={`${t(label)} ${of}`}>
      <Form.Item name="words" noStyle rules={[{ required: true, whitespace: true, message: t(say.needed) }]}>
        <Input size="large" maxLength={LONGEST} aria-label={`${t(asked)} ${of}`} placeholder={t(asked)} />
      </Form.Item>
      <Button size="large" type="primary" htmlType="submit" disabled={busy}>{t(label)}</Button>
      <Button size="large" type="text" onClick={() => setOpen(false)}>{t(say.cancel)}</Button>
    </Form>
  );
}
