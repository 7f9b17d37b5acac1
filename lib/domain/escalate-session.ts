import { personIsIn, type VoiceCall } from '#lib/domain/call.ts';
import type { Dialogue } from '#lib/domain/dialogue.ts';
import { AppError } from '#lib/domain/errors.ts';
import { type Escalation, isOver, requested } from '#lib/domain/escalation.ts';
import type { CompanyId, SessionId } from '#lib/domain/ids.ts';
import { openingForModel } from '#lib/domain/opening-words.ts';
import { redirectCaller, sessionOver } from '#lib/domain/redirect-caller.ts';
import { attemptNow } from '#lib/domain/transfer.ts';
import type { PhoneLines } from '#lib/ports/phone-lines.ts';
import type { Ports } from '#lib/ports/ports.ts';

/** A wish from outside to hand a live conversation to a person; `reason` is told to whoever takes it. */
export type EscalationWish = { companyId: CompanyId; sessionId: SessionId; reason: string };

/** `already`: a transfer was under way, and nothing was done beyond it. */
export type Escalated = { attempt: number; state: Escalation['state']['kind']; already: boolean };

type EscalatePorts = Pick<Ports, 'sessions' | 'calls' | 'dialogues' | 'clock' | 'log'> & {
  phoneLines: Pick<PhoneLines, 'redirect' | 'statusOf'>;
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
  if (session.endedAt !== undefined) throw sessionOver(session);
  if (session.callSid === undefined) {
    throw new AppError(
      'conflict',
      `Session ${sessionId} is in ${session.channel}: only a phone call can be put through.`,
    );
  }
  const call = await ports.calls.find(session.callSid);
  if (call === undefined || call.endedAt !== undefined) throw sessionOver(session);
  return call;
}

/** The caller did not ask: where nobody can be rung they are left where they are, and whoever asked is told. */
function requirePerson({ profile }: VoiceCall, now: number): void {
  if (profile.person === undefined)
    throw new AppError('conflict', 'This company has no person to put a caller through to.');
  if (personIsIn(profile, now)) return;
  const opening = profile.hours === undefined ? '' : ` ${openingForModel(profile.hours, now)}`;
  throw new AppError('conflict', `Nobody of the team is there at this hour.${opening}`);
}

/** Throws as redirectCaller does. */
async function redirect(
  ports: EscalatePorts,
  call: VoiceCall,
  { attempt, claim }: { attempt: number; claim: Escalation },
  url: string,
): Promise<void> {
  const { callSid } = call;
  try {
    await redirectCaller(ports, call, url);
  } catch (cause) {
    // So that the next wish is not taken for a repeat. Where the caller is there after all the record has moved on.
    await ports.calls
      .withdrawTransfer(callSid, attempt, claim)
      .catch((failure: unknown) => ports.log.error('transfer not withdrawn', failure, { callSid, attempt }));
    ports.log.error('caller not sent to a person', cause, { callSid, attempt });
    throw cause;
  }
}
