import { Select } from 'antd';
import type { ReactNode } from 'react';
import { Link, useParams } from 'wouter';
import { now } from '../api/clock.ts';
import { useAsked } from '../api/use-asked.ts';
import { clockTime, dayAndTime } from '../format.ts';
import { useAddress } from '../frame/address.ts';
import { ActivityDocument, type ActivityQuery } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { RollCall } from './roll-call.tsx';
import { activities, ACTIVITY_KINDS } from './words.ts';
import '../ui/tiles.css';
import './activities.css';

type Shown = NonNullable<ActivityQuery['activity']>;

/** An activity, and of one of its sessions who is there. */
export default function ActivityPage(): ReactNode {
  const { id } = useParams<{ id: string }>();
  const { data, fault, again } = useAsked(ActivityDocument, { id });
  if (data?.activity) return <Activity activity={data.activity} again={again} />;
  if (fault) return <FaultNotice of={fault} onRetry={again} />;
  return data ? <Nothing of={activities.noSuchActivity} /> : <Loading rows={8} />;
}

function Activity({ activity, again }: { readonly activity: Shown; readonly again: () => void }): ReactNode {
  const t = useWords();
  const [asked, choose] = useAddress('session');
  const { title, kind, place, venue, description, sessions } = activity;
  const session = sessions.find(each => each.id === asked) ?? nearest(sessions);
  return (
    <>
      <div className="head">
        <h1>{title}</h1>
        <span className="quiet">{t(ACTIVITY_KINDS[kind])} · {place?.name}{venue && ` · ${venue}`}</span>
        <Link href="/activities">{t(activities.all)}</Link>
        {sessions.length > 1 && (
          <Select
            aria-label={t(activities.session)} popupMatchSelectWidth={false} value={session?.id ?? null} onChange={choose}
            options={sessions.map(each => ({ value: each.id, label: `${dayAndTime(each.startsAt)}–${clockTime(each.endsAt)} · ${each.cancelledAt ? t(activities.calledOff) : `${t(activities.came)} ${each.attended}`}` }))}
          />
        )}
      </div>
      {description && <p className="quiet">{description}</p>}
      {session ? <RollCall key={session.id} activity={activity} session={session} onChanged={again} /> : <div className="card"><Nothing of={activities.noSession} /></div>}
    </>
  );
}

/** The first that is not over yet, else the last. */
function nearest(sessions: Shown['sessions']): Shown['sessions'][number] | undefined {
  return sessions.find(({ endsAt, cancelledAt }) => cancelledAt === null && new Date(endsAt) > now()) ?? sessions.at(-1);
}
