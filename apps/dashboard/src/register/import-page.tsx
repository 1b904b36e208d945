import { Button, Form, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { useAsked } from '../api/use-asked.ts';
import { useAddress } from '../frame/address.ts';
import { useGround } from '../frame/ground.ts';
import { ImportChoicesDocument, SheetTemplateCreateDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { download } from '../ui/save.ts';
import { useDeed } from '../ui/use-deed.ts';
import { say } from '../words.ts';
import { bringIn, BringingInFailed } from './bring-in.ts';
import { ImportProgress } from './import-progress.tsx';
import { register } from './words.ts';
import './register.css';

interface Asked {
  readonly kind: string;
  readonly place: string;
}

/** A spreadsheet is brought in: handed over, checked, looked over, written. */
export default function ImportPage(): ReactNode {
  const t = useWords();
  const [id, look] = useAddress('import');
  return (
    <>
      <div className="head"><h1>{t(say.import)}</h1><span className="quiet">{t(register.checked)}</span></div>
      {id === null ? <FileForm onBegun={look} /> : <ImportProgress id={id} onLeave={() => look(null)} />}
    </>
  );
}

/** The empty sheet, for whoever is to fill it in. */
function Template({ place }: { readonly place: string }): ReactNode {
  const t = useWords();
  const form = Form.useFormInstance<Asked>();
  const kind = Form.useWatch('kind', form);
  const { busy, problem, run } = useDeed();
  const take = () => run(async () => {
    const { sheetTemplateCreate } = await ask(SheetTemplateCreateDocument, { input: { kind, placeId: place, idempotencyKey: newKey() } });
    const file = sheetTemplateCreate.export?.file;
    if (file?.url) download(file.fileName, file.url);
    return refusal(sheetTemplateCreate);
  });
  return (
    <>
      <p><Button disabled={busy || !kind} onClick={take}>{t(register.template)}</Button></p>
      <Problem of={problem} />
    </>
  );
}

function FileForm({ onBegun }: { readonly onBegun: (id: string) => void }): ReactNode {
  const t = useWords();
  const { street } = useGround();
  const { data, fault, again } = useAsked(ImportChoicesDocument, { place: street.id });
  const [file, setFile] = useState<File | null>(null);
  const { busy, problem, run } = useDeed();
  const begin = ({ kind, place }: Asked) => run(async () => {
    if (!file) return say.needed;
    try {
      onBegun(await bringIn(kind, place, file));
      return null;
    } catch (thrown) {
      if (thrown instanceof BringingInFailed) return thrown.why;
      throw thrown;
    }
  });
  if (fault) return <FaultNotice of={fault} onRetry={again} />;
  if (!data) return <Loading />;
  return (
    <section className="card import-form" aria-label={t(say.import)}>
      <Form layout="vertical" requiredMark={false} initialValues={{ kind: 'residents', place: street.id }} onFinish={begin}>
        <Form.Item label={t(register.sheet)} name="kind">
          <Select options={data.sheetKinds.filter(({ comesIn }) => comesIn).map(sheet => ({ value: sheet.kind, label: t(sheet) }))} />
        </Form.Item>
        <Form.Item label={t(register.forPlace)} name="place">
          <Select options={[{ value: street.id, label: t(register.wholeStreet) }, ...data.communities.nodes.map(({ id, name }) => ({ value: id, label: name }))]} />
        </Form.Item>
        <Template place={street.id} />
        <p><label>{t(register.file)} <input type="file" accept=".xlsx,.csv" onChange={({ target }) => setFile(target.files?.[0] ?? null)} /></label></p>
        <Problem of={problem} />
        <Button type="primary" size="large" htmlType="submit" block disabled={busy || !file} loading={busy}>{t(register.upload)}</Button>
      </Form>
    </section>
  );
}
