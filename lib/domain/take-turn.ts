import type { Answer } from '#lib/domain/answer.ts';
import { giveUp, hasNews, nextOf, type ReplyPorts, startWorker } from '#lib/domain/await-reply.ts';
import { otherEndOf, personIsIn, retainCallUntil, type VoiceCall } from '#lib/domain/call.ts';
import { answerOf, speakerOf } from '#lib/domain/deliver.ts';
import type { CallerTurn, Delivery, Heard, Lead, Reply } from '#lib/domain/dialogue.ts';
import { asksNotToBeCalled } from '#lib/domain/outbound/do-not-call.ts';
import { firstRetryPart, lastPart, pace } from '#lib/domain/pace.ts';
import { callOver } from '#lib/domain/receive-call.ts';
import { listenFor } from '#lib/domain/speaking.ts';
import { consecutiveFailures, consecutiveSilences, heardUpTo, whereNow } from '#lib/domain/where.ts';
import type { Ports } from '#lib/ports/ports.ts';

export type TurnVisit = {
  call: VoiceCall;
  /** From the path we minted; undefined on the bare /speech, which means "where this call is now". */
  turn: number | undefined;
  part: number;
  heard: Heard;
};

type TurnPorts = ReplyPorts & Pick<Ports, 'calls' | 'contacts'>;

/**
 * One webhook of a turn: claims the turn with the caller's words, or joins whoever did, and answers with what there is
 * to hear by now. What it answers is recorded first, so that its exact repeat hears the same.
 */
export async function takeTurn(ports: TurnPorts, visit: TurnVisit): Promise<Answer> {
  const { call } = visit;
  await heedWish(ports, visit);
  if (call.endedAt !== undefined) return callOver(call);
  const { turn, part } =
    visit.turn === undefined ? await placeOf(ports, visit) : { turn: visit.turn, part: visit.part };

  const claim = await claimOrJoin(ports, { ...visit, part }, turn);
  if (claim === undefined) return { lines: [], next: listenFor(call.profile, turn) };

  const said = claim.turn.deliveries[part];
  if (said !== undefined) {
    const reply = await replyFor(ports, call, claim.turn, said);
    // Whoever said it first may have failed right after: the ending is noted once, by whoever comes.
    await noteEnding(ports, call, said.lead, reply);
    return answerOf(call, turn, part, said, reply);
  }

  // Who was asked to say it once more may press 0 instead.
  const heard = asksForPerson(visit.heard) ? visit.heard : claim.turn.heard;
  const { delivery, reply } = await decide(ports, call, { ...claim.turn, heard }, part);
  const stands = await ports.dialogues.deliver(call.sessionId, turn, part, delivery);
  const ours = stands.from === delivery.from && stands.to === delivery.to && stands.lead === delivery.lead;
  // A twin of this webhook was faster and may have seen more of the reply than we have.
  const told = ours ? reply : await replyFor(ports, call, claim.turn, stands);
  await noteEnding(ports, call, stands.lead, told);
  return answerOf(call, turn, part, stands, told);
}

/** Whether the caller has taken a turn: from then on the greeting is behind us. */
export const hasBegun = async (ports: Pick<Ports, 'dialogues'>, call: VoiceCall): Promise<boolean> =>
  (await ports.dialogues.findTurn(call.sessionId, 1)) !== undefined;

type Claim = { turn: CallerTurn; claimed: boolean };

async function claimOrJoin(ports: TurnPorts, visit: TurnVisit, turn: number): Promise<Claim | undefined> {
  const { call, part } = visit;
  if (part > 0 && part < firstRetryPart) {
    const found = await ports.dialogues.findTurn(call.sessionId, turn);
    return found && { turn: found, claimed: false };
  }
  const claim = await ports.dialogues.claim({
    sessionId: call.sessionId,
    companyId: call.companyId,
    turn,
    heard: visit.heard,
    claimedAt: ports.clock.now(),
    deliveries: {},
    expiresAt: retainCallUntil(call),
  });
  if (claim.claimed && needsReply(call, visit.heard)) await startWorker(ports, claim.turn);
  return claim;
}

/**
 * Whoever wants no more calls is on the list before anything else happens, so that nothing that fails can lose it: not even
 * the end of the call, which Twilio may tell of before the last words in it.
 */
async function heedWish(ports: TurnPorts, { call, heard }: TurnVisit): Promise<void> {
  const phone = otherEndOf(call);
  if (phone === undefined || !wantsNoCalls(heard)) return;
  await ports.contacts.optOut(call.companyId, phone, { at: new Date(ports.clock.now()).toISOString(), by: 'call' });
  ports.log.info('opted out of calls', { callSid: call.callSid, company: call.companyId });
}

const wantsNoCalls = (heard: Heard): boolean => heard.kind === 'spoken' && asksNotToBeCalled(heard.text);
/** On a call of ours that is the end of it; who called us has more to say, and the AI goes on. */
const endsByWish = (call: VoiceCall, heard: Heard): boolean => call.direction === 'outbound' && wantsNoCalls(heard);

const asksForPerson = (heard: Heard): boolean => heard.kind === 'keys' && heard.digits === '0';
const needsReply = (call: VoiceCall, heard: Heard): boolean =>
  heard.kind !== 'silence' && !asksForPerson(heard) && !endsByWish(call, heard);

/** Said of a delivery that is decided while the company's people are not there. */
const hoursNow = (ports: TurnPorts, { profile }: VoiceCall): Pick<Delivery, 'closed'> =>
  profile.person === undefined || personIsIn(profile, ports.clock.now()) ? {} : { closed: true };

type Decision = { delivery: Delivery; reply: Reply | undefined };

async function decide(ports: TurnPorts, call: VoiceCall, turn: CallerTurn, part: number): Promise<Decision> {
  const hours = hoursNow(ports, call);
  const none = { from: 0, to: 0, ...hours };
  if (turn.heard.kind === 'silence')
    return { delivery: { ...none, lead: await silenceLead(ports, call, turn) }, reply: undefined };
  if (asksForPerson(turn.heard))
    return { delivery: { ...none, lead: call.profile.person ? 'person' : 'no-person' }, reply: undefined };
  if (endsByWish(call, turn.heard)) return { delivery: { ...none, lead: 'no-more-calls' }, reply: undefined };

  const from = heardUpTo(turn, part);
  let reply = await nextOf(ports, turn, from, pace.fillerMs);
  const overdue = ports.clock.now() - turn.claimedAt > pace.hardStopMs || part % firstRetryPart > lastPart;
  if (!hasNews(reply, from) && overdue) reply = await giveUp(ports, turn, reply);
  if (reply === undefined || !hasNews(reply, from)) {
    const fillers = Object.values(turn.deliveries).filter((delivery) => delivery.filler !== undefined).length;
    // Different turns start at different fillers, so that two slow turns do not sound alike.
    const filler = turn.turn + fillers;
    return { delivery: { from, to: from, filler, tier: speakerOf(reply, from), lead: 'continue' }, reply };
  }
  return { delivery: { from, to: reply.sentences.length, lead: await leadOf(ports, call, reply), ...hours }, reply };
}

async function leadOf(ports: TurnPorts, call: VoiceCall, reply: Reply): Promise<Lead> {
  if (reply.status === 'streaming') return 'continue';
  if (reply.status === 'complete') {
    switch (reply.next.kind) {
      case 'listen':
        return 'listen';
      case 'transfer':
        return 'transfer';
      case 'end':
        return 'end';
      case 'record':
        return 'record';
      default:
        return reply.next satisfies never;
    }
  }
  if (reply.failure === 'refusal') return 'refused';
  const again = consecutiveFailures(await ports.dialogues.read(call.sessionId), reply.turn) > 0;
  const hasPerson = personIsIn(call.profile, ports.clock.now());
  if (reply.failure === 'too-slow' && !again) return 'too-slow';
  if (hasPerson) return 'failed-person';
  return again ? 'failed-end' : 'failed-again';
}

async function silenceLead(ports: TurnPorts, call: VoiceCall, turn: CallerTurn): Promise<Lead> {
  const before = consecutiveSilences(await ports.dialogues.read(call.sessionId), turn.turn);
  if (before === 0) return 'nudge-1';
  if (before === 1) return 'nudge-2';
  // The person is tried once; a line that stays silent after that is let go.
  return before === 2 && personIsIn(call.profile, ports.clock.now()) ? 'silence-person' : 'silence-end';
}

async function noteEnding(ports: TurnPorts, call: VoiceCall, lead: Lead, reply: Reply | undefined): Promise<void> {
  if (lead === 'silence-end') await ports.calls.setEnding(call.callSid, 'silence');
  if (lead === 'failed-end') await ports.calls.setEnding(call.callSid, 'failed');
  if (lead === 'no-more-calls') await ports.calls.setEnding(call.callSid, 'resolved');
  if (lead === 'end') {
    const resolved = reply?.next.kind === 'end' && reply.next.outcome === 'resolved';
    await ports.calls.setEnding(call.callSid, resolved ? 'resolved' : 'unresolved');
  }
}

/** The reply behind a delivery that was made before; fillers and scripts have none. */
async function replyFor(
  ports: TurnPorts,
  call: VoiceCall,
  turn: CallerTurn,
  delivery: Delivery,
): Promise<Reply | undefined> {
  const ours = delivery.filler !== undefined || delivery.lead === 'person' || delivery.lead === 'no-person';
  if (ours || !needsReply(call, turn.heard)) return undefined;
  return ports.dialogues.findReply(turn.sessionId, turn.turn);
}

async function placeOf(ports: TurnPorts, visit: TurnVisit): Promise<{ turn: number; part: number }> {
  return whereNow(await ports.dialogues.read(visit.call.sessionId));
}
