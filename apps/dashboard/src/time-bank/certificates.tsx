import { Button, Form, Input } from 'antd';
import { useRef, type ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { today } from '../format.ts';
import { CertificateIssueDocument, type MemberQuery } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Nothing, Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { useDeed } from '../ui/use-deed.ts';
import { say } from '../words.ts';
import { bank, duration } from './words.ts';

interface CertificatesProps {
  readonly resident: string;
  readonly certificates: NonNullable<MemberQuery['timeBankMember']>['certificates'];
  readonly onIssued: () => void;
}

/** Papers on what somebody has served, and one more. */
export function Certificates({ resident, certificates, onIssued }: CertificatesProps): ReactNode {
  const t = useWords();
  const key = useRef(newKey());
  const { busy, problem, run } = useDeed();
  const issue = ({ firstDay, lastDay }: { readonly firstDay: string; readonly lastDay: string }) => run(async () => {
    const { serviceCertificateIssue } = await ask(CertificateIssueDocument, { input: { residentId: resident, firstDay, lastDay, idempotencyKey: key.current } });
    key.current = newKey();
    onIssued();
    return refusal(serviceCertificateIssue, { INVALID: bank.nothingServed });
  });
  const needed = [{ required: true, message: t(say.needed) }];
  return (
    <section className="card" aria-labelledby="certificates-title">
      <header><h2 id="certificates-title">{t(bank.certificates)}</h2></header>
      {certificates.length === 0 && <Nothing of={bank.noCertificates} />}
      <ul className="rows">
        {certificates.map(({ code, firstDay, lastDay, minutes, file }) => (
          <li key={code}>
            <span className="line"><span>{firstDay} – {lastDay}</span><strong>{t(duration(minutes))}</strong></span>
            <span className="facts quiet"><span className="number">{code}</span>{file?.url && <a href={file.url} target="_blank" rel="noreferrer">{t(bank.open)} PDF</a>}</span>
          </li>
        ))}
      </ul>
      <Form layout="vertical" requiredMark={false} initialValues={{ firstDay: `${today().slice(0, 4)}-01-01`, lastDay: today() }} onFinish={issue}>
        <Form.Item label={t(bank.firstDay)} name="firstDay" rules={needed}><Input size="large" type="date" /></Form.Item>
        <Form.Item label={t(bank.lastDay)} name="lastDay" rules={needed}><Input size="large" type="date" /></Form.Item>
        <Problem of={problem} />
        <Button size="large" block htmlType="submit" disabled={busy}>{t(bank.issue)}</Button>
      </Form>
    </section>
  );
}
