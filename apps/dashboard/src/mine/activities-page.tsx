import { useState, type ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import { now } from '../api/clock.ts';
import { useAsked } from '../api/use-asked.ts';
import { useKeptUp } from '../api/use-kept-up.ts';
import { ActivitySignUpCancelDocument, ActivitySignUpDocument, MyActivitiesDocument, type MyActivityFieldsFragment } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { FaultNotice, Loading, Nothing } from '../ui/notice.tsx';
import { DeedButton } from './deed-button.tsx';
import { useMine } from './person.ts';
import { ACTIVITY_KINDS, mine, SIGN_UPS, when } from './words.ts';

const MOST = 50;

/** What one can come to, the soonest first: signed up with one touch, and taken back with one. */
export default function ActivitiesPage(): ReactNode {
  const t = useWords();
  const [from] = useState(() => now().toISOString());
  const { data, fault, again } = useAsked(MyActivitiesDocument, { from, first: MOST });
  useKeptUp(again);
  const ahead = data?.activities.nodes.filter(({ cancelledAt, ownSignUps }) => cancelledAt === null || ownSignUps.length > 0)
    .toSorted((one, other) => next(one, from).localeCompare(next(other, from)));
  return (
    <>
      <h1>{t(mine.activities)}</h1>
      {fault && <FaultNotice of={fault} onRetry={again} />}
      {!data && !fault && <Loading rows={6} />}
      {ahead?.length === 0 && <Nothing of={mine.noActivities} />}
      <ul>{ahead?.map(activity => <Activity key={activity.id} activity={activity} from={from} again={again} />)}</ul>
    </>
  );
}

/** When one would next have to be there. */
const next = ({ sessions, startsAt }: MyActivityFieldsFragment, from: string): string =>
  sessions.find(each => each.cancelledAt === null && each.endsAt > from)?.startsAt ?? startsAt ?? '9';

function Activity({ activity, from, again }: { readonly activity: MyActivityFieldsFragment; readonly from: string; readonly again: () => void }): ReactNode {
  const t = useWords();
  const { title, kind, description, place, venue, cancelledAt, sessions } = activity;
  const ahead = sessions.filter(each => each.cancelledAt === null && each.endsAt > from);
  return (
    <li className="card" aria-label={title}>
      <h2>{title}</h2>
      <p>{t(when(next(activity, from)))}{ahead.length > 1 && <span className="quiet"> · {t({ zh: `共 ${ahead.length} 次`, en: `${ahead.length} times` })}</span>}</p>
      <p className="quiet">{[t(ACTIVITY_KINDS[kind]), place?.name, venue ?? ahead[0]?.venue].filter(Boolean).join(' · ')}</p>
      {description !== null && <p className="aside">{description}</p>}
      {cancelledAt === null ? <SignUp activity={activity} again={again} /> : <p className="bad">{t(mine.calledOff)}</p>}
    </li>
  );
}

/** The one touch. */
function SignUp({ activity: { id, title, ownSignUps, capacity, signedUp, waitlist, waiting, signUpFrom, signUpUntil }, again }: { readonly activity: MyActivityFieldsFragment; readonly again: () => void }): ReactNode {
  const t = useWords();
  const { person } = useMine();
  const own = ownSignUps.find(({ residentId }) => residentId === person?.id);
  if (!person) return null;
  if (own) {
    return (
      <div className="touches">
        <p className="good"><strong>{t(SIGN_UPS[own.status])}</strong></p>
        <DeedButton label={`${t(mine.takeBack)} ${title}`} then={again} deed={async () => (await ask(ActivitySignUpCancelDocument, { input: { signUpId: own.id, idempotencyKey: newKey() } })).activitySignUpCancel}>
          {t(mine.takeBack)}
        </DeedButton>
      </div>
    );
  }
  const at = now().toISOString();
  if (signUpFrom > at) return <p className="quiet">{t(mine.openFrom)} {t(when(signUpFrom))}</p>;
  if (signUpUntil !== null && signUpUntil <= at) return <p className="quiet">{t(mine.signUpOver)}</p>;
  const full = capacity !== null && signedUp >= capacity;
  if (full && waiting >= waitlist) return <p className="quiet">{t(mine.full)}</p>;
  return (
    <div className="touches">
      <DeedButton
        type="primary" label={`${t(full ? mine.queue : mine.signUp)} ${title}`} then={again} words={{ NOT_ALLOWED: mine.notFor }}
        deed={async () => (await ask(ActivitySignUpDocument, { input: { activityId: id, residentId: person.id, idempotencyKey: newKey() } })).activitySignUp}
      >
        {t(full ? mine.queue : mine.signUp)}
      </DeedButton>
      {capacity !== null && !full && <span className="quiet">{t(mine.placesLeft)} {capacity - signedUp}</span>}
    </div>
  );
}
