import { personIsIn, type VoiceCall } from '#lib/domain/call.ts';
import type { Dialogue } from '#lib/domain/dialogue.ts';
import { AppError } from '#lib/domain/errors.ts';
import { type Escalation, isOver, requested } from '#lib/domain/escalation.ts';
import type { CompanyId, SessionId } from '#lib/domain/ids.ts';
import { openingForModel } from '#lib/domain/opening-words.ts';
import type { Session } from '#lib/domain/session.ts';
import { attemptNow } from '#lib/domain/transfer.ts';
import { LineError, type PhoneLines } from '#lib/ports/phone-lines.ts';
import type { Ports } from '#lib/ports/ports.ts';

/** A wish from outside to hand a live conversation to a person; `reason` is told to whoever takes it. */
export type EscalationWish = { companyId: CompanyId; sessionId: SessionId; reason: string };

/** `already`: a transfer was under way, and nothing was done beyond it. */
export type Escalated = { attempt: number; state: Escalation['state']['kind']; already: boolean };

type EscalatePorts = Pick<Ports, 'sessions' | 'calls' | 'dialogues' | 'clock' | 'log'> & {
  phoneLines: Pick<PhoneLines, 'redirect'>;
};

/** A transfer whose caller has not got there in this time never will: milliseconds. */
const forgottenAfterMs = 20_000;

/**
 * Sends a live caller to the company's people, once however often it is asked for. `urlOf` is where the dialling of an
 * attempt begins. Throws AppError: `notFound` for a session that is not this company's, `conflict` where there is nobody to
 * hand over or to hand to, `unavailable` and `timeout` where the carrier did not do it: the caller is still with the AI then.
 */
export async function escalateSession(
  ports: EscalatePorts,
  wish: EscalationWish,
  urlOf: (attempt: number) => string,
): Promise<Escalated> {
  const call = await liveCallOf(ports, wish);
  const now = ports.clock.now();
  const dialogue = await ports.dialogues.read(call.sessionId);
  const open = openTransfers(call, dialogue)[0];
  if (open !== undefined && !isForgotten(open.transfer, now)) return standing(open);
  requirePerson(call, now);

  const attempt = open?.attempt ?? attemptNow(dialogue, call);
  const claim: Escalation = {
    ...requested('api', new Date(now).toISOString()),
    rev: (open?.transfer.rev ?? -1) + 1,
    note: wish.reason,
  };
  const { moved, standing: other } = await ports.calls.moveTransfer(call.callSid, attempt, open?.transfer, claim);
  if (!moved && other !== undefined) return standing({ attempt, transfer: other });
  // Somebody else may have asked at the same moment: from outside, and found an earlier turn to be the newest; or the
  // caller, whom nobody tears from the person that is being rung for them.
  const first = openTransfers((await ports.calls.find(call.callSid)) ?? call, dialogue).find(
    (one) => one.attempt < attempt || (one.attempt > attempt && one.transfer.state.kind !== 'requested'),
  );
  if (first !== undefined) {
    await ports.calls.withdrawTransfer(call.callSid, attempt, claim);
    return standing(first);
  }
  await redirect(ports, call, { attempt, claim }, urlOf(attempt));
  ports.log.info('caller sent to a person', { callSid: call.callSid, attempt });
  return { attempt, state: 'requested', already: false };
}

type Open = { attempt: number; transfer: Escalation };

const standing = ({ attempt, transfer }: Open): Escalated => ({ attempt, state: transfer.state.kind, already: true });

/** The transfers that are under way, the first one first. */
const openTransfers = ({ transfers }: VoiceCall, dialogue: Dialogue): Open[] =>
  Object.entries(transfers)
    .map(([attempt, transfer]) => ({ attempt: Number(attempt), transfer }))
    .filter((one) => !isOver(one.transfer) && !isLeftBehind(one, dialogue));

/** Its end could not be written down, and the caller has long been talking with the AI again. */
const isLeftBehind = ({ attempt, transfer }: Open, { turns }: Dialogue): boolean =>
  turns.some(
    ({ turn, caller }) => turn > attempt && (caller?.claimedAt ?? 0) > Date.parse(transfer.askedAt) + forgottenAfterMs,
  );

const isForgotten = ({ state, askedAt }: Escalation, now: number): boolean =>
  state.kind === 'requested' && now - Date.parse(askedAt) > forgottenAfterMs;

async function liveCallOf(ports: EscalatePorts, { companyId, sessionId }: EscalationWish): Promise<VoiceCall> {
  const session = await ports.sessions.find(sessionId);
  if (session?.companyId !== companyId) throw new AppError('notFound', `There is no session ${sessionId}.`);
  if (session.endedAt !== undefined) throw over(session);
  if (session.callSid === undefined) {
    throw new AppError(
      'conflict',
      `Session ${sessionId} is in ${session.channel}: only a phone call can be put through.`,
    );
  }
  const call = await ports.calls.find(session.callSid);
  if (call === undefined || call.endedAt !== undefined) throw over(session);
  return call;
}

const over = ({ sessionId }: Pick<Session, 'sessionId'>): AppError =>
  new AppError('conflict', `Session ${sessionId} is over: there is nobody on the line.`);

/** The caller did not ask: where nobody can be rung they are left where they are, and whoever asked is told. */
function requirePerson({ profile }: VoiceCall, now: number): void {
  if (profile.person === undefined)
    throw new AppError('conflict', 'This company has no person to put a caller through to.');
  if (personIsIn(profile, now)) return;
  const opening = profile.hours === undefined ? '' : ` ${openingForModel(profile.hours, now)}`;
  throw new AppError('conflict', `Nobody of the team is there at this hour.${opening}`);
}

async function redirect(
  ports: EscalatePorts,
  { callSid, companyId, sessionId }: VoiceCall,
  { attempt, claim }: { attempt: number; claim: Escalation },
  url: string,
): Promise<void> {
  try {
    await ports.phoneLines.redirect({ companyId, callSid }, url);
  } catch (cause) {
    // So that the next wish is not taken for a repeat. Where the caller is there after all the record has moved on.
    await ports.calls
      .withdrawTransfer(callSid, attempt, claim)
      .catch((failure: unknown) => ports.log.error('transfer not withdrawn', failure, { callSid, attempt }));
    ports.log.error('caller not sent to a person', cause, { callSid, attempt });
    throw problemOf(cause, sessionId);
  }
}

/** In words for whoever asked, who may see them whatever the status. */
function problemOf(cause: unknown, sessionId: SessionId): unknown {
  if (!(cause instanceof LineError)) return cause;
  switch (cause.trouble) {
    case 'not-live':
    case 'unknown-there':
      return over({ sessionId });
    case 'no-answer':
      return new AppError(
        'timeout',
        'The telephone company did not answer in time: the caller may or may not be put through. Ask again.',
        {
          cause,
          expose: true,
        },
      );
    case 'not-done':
      return new AppError(
        'unavailable',
        'The telephone company did not do it: the caller is still with the AI. Try again.',
        { cause, status: 502, expose: true },
      );
    case 'unknown':
      return new AppError(
        'unavailable',
        'The telephone company failed: the caller may or may not be put through. Ask again.',
        { cause, status: 502, expose: true },
      );
    default:
      return cause.trouble satisfies never;
  }
}
