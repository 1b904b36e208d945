import { Button } from 'antd';
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { useStore } from '../api/store.ts';
import { CaseSubmitDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { checkSession } from '../session/session.ts';
import { LanguageButton } from '../ui/language-button.tsx';
import { Print, PrintButton } from '../ui/print.tsx';
import { useDeed } from '../ui/use-deed.ts';
import { say } from '../words.ts';
import { kit, type Choice, type Kit } from './kit.ts';
import { record } from './waiting.ts';
import { WaitingRecords } from './waiting-records.tsx';
import { offline } from './words.ts';
import '../mine/mine.css';

/** How often the API is looked for, in milliseconds. */
const LOOK_EVERY = 5_000;

/** The page where it was opened without a network: what waits to be sent, and one more case. Where the API is back, it goes on as it was. */
export default function AwayPage(): ReactNode {
  const t = useWords();
  const packed = useStore(kit);
  useEffect(() => {
    const timer = setInterval(() => void checkSession(), LOOK_EVERY);
    return () => clearInterval(timer);
  }, []);
  const equipped = packed && packed.places.length > 0 && packed.categories.length > 0 ? packed : null;
  return (
    <Print>
      <div className="mine">
        <header className="mine-head">
          <span className="brand"><img src="/icon.svg" alt="" /><strong>{t(say.product)}</strong></span>
          <PrintButton />
          <LanguageButton />
        </header>
        <main id="main">
          <h1>{t(offline.away)}</h1>
          <p className="stamp">{t(equipped ? offline.awayWhy : offline.awayEmpty)}</p>
          {equipped && <CaseLines kit={equipped} />}
          <h2>{t(say.waiting)}</h2>
          <WaitingRecords />
        </main>
      </div>
    </Print>
  );
}

function CaseLines({ kit: { places, categories, onBehalf } }: { readonly kit: Kit }): ReactNode {
  const t = useWords();
  const [kept, setKept] = useState(false);
  const { busy, run } = useDeed();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const { title, place, category } = Object.fromEntries(new FormData(form)) as Record<'title' | 'category', string> & { readonly place?: string };
    run(async () => {
      await record('CASE', title, CaseSubmitDocument, {
        placeId: place ?? places[0]?.id, categoryId: category, kind: 'HELP', title, onBehalf, channel: onBehalf ? 'WINDOW' : 'APP', urgency: 'ORDINARY',
      });
      form.reset();
      setKept(true);
      return null;
    });
  };
  return (
    <form className="card lines" onSubmit={submit} aria-labelledby="new-title">
      <h2 id="new-title">{t(offline.newCase)}</h2>
      {places.length > 1 && <label>{t(say.place)}<Choices name="place" of={places} /></label>}
      <label>{t(say.category)}<Choices name="category" of={categories} empty={t(say.choose)} /></label>
      <label>{t(offline.what)}<textarea name="title" rows={2} required maxLength={200} /></label>
      <Button type="primary" htmlType="submit" disabled={busy}>{t(say.submit)}</Button>
      <output>{kept && t(say.keptHere)}</output>
    </form>
  );
}

interface ChoicesProps {
  readonly name: string;
  readonly of: readonly Choice[];
  /** What stands there until something is chosen; without it the first is. */
  readonly empty?: string;
}

function Choices({ name, of, empty }: ChoicesProps): ReactNode {
  return (
    <select name={name} required defaultValue={empty === undefined ? of[0]?.id : ''}>
      {empty !== undefined && <option value="" disabled>{empty}</option>}
      {of.map(each => <option key={each.id} value={each.id}>{each.name}</option>)}
    </select>
  );
}
