import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { ask, newKey } from '../api/ask.ts';
import {
  BankAdjustDocument, BankAuditDocument, BankCancelDocument, BankCheckInDocument, BankConfirmDocument, BankDisputeDocument,
  BankNoShowDocument, BankScheduleDocument, BankSubmitDocument, BankVoidDocument, type ExchangeFieldsFragment, type ExchangeMove, type UserErrorCode,
} from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { Problem } from '../ui/notice.tsx';
import { refusal } from '../ui/refusal.ts';
import { useDeed } from '../ui/use-deed.ts';
import type { Words } from '../words.ts';
import { AdjustForm, ConfirmForm, MinutesForm, NoShowForm, ReasonForm, ScheduleForm } from './move-forms.tsx';
import { bank, EXCHANGE_MOVE_WORDS } from './words.ts';

type Answer = Promise<{ readonly userErrors: readonly { readonly code: UserErrorCode }[] }>;

interface ExchangeMovesProps {
  readonly exchange: ExchangeFieldsFragment;
  readonly onMoved?: () => void;
}

/** What whoever looks may do with a service now: a button each, and where more is to be said, a line to say it. */
export function ExchangeMoves({ exchange, onMoved }: ExchangeMovesProps): ReactNode {
  const t = useWords();
  const [open, setOpen] = useState<ExchangeMove | null>(null);
  const { busy, problem, run } = useDeed();
  const { id, viewerCan, serviceType, receivers, startsAt, endsAt, minutes, listing } = exchange;
  const make = (asked: (command: { readonly exchangeId: string; readonly idempotencyKey: string }) => Answer, own: Partial<Record<UserErrorCode, Words>> = {}) => run(async () => {
    const answer = await asked({ exchangeId: id, idempotencyKey: newKey() });
    const refused = refusal(answer, own);
    if (refused === null) setOpen(null);
    onMoved?.();
    return refused;
  });
  const checkIn = () => make(async command => (await ask(BankCheckInDocument, { input: command })).exchangeCheckIn, { WRONG_STATE: bank.notYetDay });
  const moves = (Object.keys(EXCHANGE_MOVE_WORDS) as ExchangeMove[]).filter(move => viewerCan.includes(move));
  const named = `${serviceType?.name ?? ''} ${receivers.map(({ name }) => name).join('、')}`;
  const planned = startsAt && endsAt ? (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000 : listing?.minutes ?? 60;
  return (
    <>
      {moves.length > 0 && (
        <p className="big-buttons">
          {moves.map((move, n) => {
            const words = EXCHANGE_MOVE_WORDS[move];
            return words && (
              <Button key={move} size="large" type={n === 0 ? 'primary' : 'default'} ghost={n === 0} disabled={busy} aria-label={`${t(words)} ${named}`} {...(move !== 'CHECK_IN' && { 'aria-expanded': open === move })} onClick={() => (move === 'CHECK_IN' ? checkIn() : setOpen(open === move ? null : move))}>
                {t(words)}
              </Button>
            );
          })}
        </p>
      )}
      {open === 'SCHEDULE' && (
        <ScheduleForm
          busy={busy} startsAt={startsAt ?? listing?.wishedAt ?? null} minutes={planned}
          onWritten={written => make(async command => (await ask(BankScheduleDocument, { input: { ...command, ...written } })).exchangeSchedule, { INVALID: bank.timePast, CONFLICT: bank.busyThen, INSUFFICIENT: bank.notEnough })}
        />
      )}
      {open === 'SUBMIT' && <MinutesForm busy={busy} minutes={planned} onWritten={written => make(async command => (await ask(BankSubmitDocument, { input: { ...command, minutes: written } })).exchangeSubmit, { INSUFFICIENT: bank.notEnough })} />}
      {open === 'CONFIRM' && <ConfirmForm busy={busy} onWritten={written => make(async command => (await ask(BankConfirmDocument, { input: { ...command, ...written } })).exchangeConfirm, { INVALID: bank.wrongSecret })} />}
      {open === 'ADJUST' && <AdjustForm busy={busy} minutes={minutes ?? planned} onWritten={written => make(async command => (await ask(BankAdjustDocument, { input: { ...command, ...written } })).exchangeAdjust, { INSUFFICIENT: bank.notEnough })} />}
      {open === 'NO_SHOW' && <NoShowForm busy={busy} onWritten={absent => make(async command => (await ask(BankNoShowDocument, { input: { ...command, absent } })).exchangeNoShow, { WRONG_STATE: bank.notYetDay })} />}
      {open === 'DISPUTE' && <ReasonForm busy={busy} onWritten={reason => make(async command => (await ask(BankDisputeDocument, { input: { ...command, reason } })).exchangeDispute)} />}
      {open === 'VOID' && <ReasonForm busy={busy} onWritten={reason => make(async command => (await ask(BankVoidDocument, { input: { ...command, reason } })).exchangeVoid, { INSUFFICIENT: bank.notEnough })} />}
      {open === 'CANCEL' && <ReasonForm busy={busy} onWritten={reason => make(async command => (await ask(BankCancelDocument, { input: { ...command, reason } })).exchangeCancel)} />}
      {open === 'AUDIT' && <ReasonForm busy={busy} onWritten={note => make(async command => (await ask(BankAuditDocument, { input: { ...command, note } })).exchangeAudit)} />}
      <Problem of={problem} />
    </>
  );
}
