import { Button, QRCode } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { useAsked } from '../api/use-asked.ts';
import { DoorCodeDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading } from '../ui/notice.tsx';
import { activities } from './words.ts';

/** A code is good for two minutes; the next one is asked for after one, in milliseconds. */
const EVERY = 60_000;
const SIZE = 240;

/** What the door shows: residents scan it with their own telephones. */
export function DoorCode({ session }: { readonly session: string }): ReactNode {
  const t = useWords();
  const [shown, show] = useState(false);
  return (
    <section className="card door-code" aria-label={t(activities.showCode)}>
      <Button size="large" block aria-expanded={shown} onClick={() => show(!shown)}>{t(shown ? activities.hideCode : activities.showCode)}</Button>
      {shown && <Code session={session} />}
    </section>
  );
}

function Code({ session }: { readonly session: string }): ReactNode {
  const t = useWords();
  const { data, fault, again } = useAsked(DoorCodeDocument, { session });
  useEffect(() => {
    const timer = setInterval(again, EVERY);
    return () => clearInterval(timer);
  }, [again]);
  if (fault) return <FaultNotice of={fault} onRetry={again} />;
  if (!data?.activityDoorCode) return <Loading />;
  return (
    <>
      <QRCode value={data.activityDoorCode.code} size={SIZE} aria-label={t(activities.showCode)} />
      <p className="quiet">{t(activities.codeWhat)}</p>
    </>
  );
}
