import type { ReactNode } from 'react';
import { useParams } from 'wouter';
import { useAsked } from '../api/use-asked.ts';
import { AlertDocument } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { say } from '../words.ts';
import { AlertRow } from './alert-row.tsx';
import { alerts } from './words.ts';

/** The one alert that a notice is about. */
export default function AlertPage(): ReactNode {
  const t = useWords();
  const { id } = useParams<{ id: string }>();
  const { data, fault, again } = useAsked(AlertDocument, { id });
  if (fault) return <FaultNotice of={fault} onRetry={again} />;
  if (!data) return <Loading rows={4} />;
  return (
    <>
      <div className="head"><h1>{t(say.alerts)}</h1></div>
      {data.alert ? <ul className="card rows"><AlertRow alert={data.alert} /></ul> : <Nothing of={alerts.noSuch} />}
    </>
  );
}
