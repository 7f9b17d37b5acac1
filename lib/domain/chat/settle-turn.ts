import { giveUp, type ReplyPorts } from '#lib/domain/await-reply.ts';
import { type EndPorts, endChat } from '#lib/domain/chat/end-chat.ts';
import { type HandOverPorts, handOver } from '#lib/domain/chat/hand-over.ts';
import type { CallerTurn, Delivery, Lead, Reply } from '#lib/domain/dialogue.ts';
import { reasonOfTransfer } from '#lib/domain/escalation-record.ts';
import { pace } from '#lib/domain/pace.ts';
import { hasPeople } from '#lib/domain/people.ts';
import type { Session } from '#lib/domain/session.ts';
import { consecutiveFailures } from '#lib/domain/where.ts';

export type SettlePorts = ReplyPorts & HandOverPorts & EndPorts;

/** What a turn came to. */
export type Settled = { delivery: Delivery; reply: Reply };

/**
 * Decides what follows a reply that is finished, or overdue, and does it, once: the chat goes on, the team is told, or the
 * chat ends. Undefined while the reply is being written. Safe to repeat, and a repeat is told the same.
 */
export async function settleTurn(
  ports: SettlePorts,
  session: Session,
  turn: CallerTurn,
  known: Reply | undefined,
): Promise<Settled | undefined> {
  const isOverdue = ports.clock.now() - turn.claimedAt > pace.hardStopMs;
  const isFinished = known !== undefined && known.status !== 'streaming';
  if (!isFinished && !isOverdue) return undefined;
  const reply = isFinished ? known : await giveUp(ports, turn, known);
  const said = turn.deliveries[0];
  const lead = said?.lead ?? (await leadOf(ports, session, reply));
  // Before it is said: a customer who reads that the team was told must be right.
  if (lead === 'transfer') await handOver(ports, session, { ...askedIn(turn), reason: reasonOfTransfer(reply) });
  if (lead === 'failed-person') await handOver(ports, session, { ...askedIn(turn), reason: 'failure' });
  const delivery: Delivery = {
    from: 0,
    to: reply.sentences.length,
    lead,
    ...(hasPeople(session) ? {} : { closed: true as const }),
  };
  const stands = said ?? (await ports.dialogues.deliver(session.sessionId, turn.turn, 0, delivery));
  if (stands.lead === 'end') {
    const resolved = reply.next.kind === 'end' && reply.next.outcome === 'resolved';
    // Its goodbye is said whatever breaks: the next message, or the sweep, ends what could not be ended here.
    await endChat(ports, session, resolved ? 'resolved' : 'unresolved').catch((cause: unknown) =>
      ports.log.error('chat not ended', cause, { sessionId: session.sessionId, turn: turn.turn }),
    );
  }
  return { delivery: stands, reply };
}

const askedIn = ({ turn, claimedAt }: CallerTurn) => ({ turn, claimedAt });

async function leadOf(ports: SettlePorts, session: Session, reply: Reply): Promise<Lead> {
  if (reply.status === 'complete') {
    if (reply.next.kind === 'transfer') return hasPeople(session) ? 'transfer' : 'listen';
    return reply.next.kind;
  }
  if (reply.failure === 'refusal') return 'refused';
  const again = consecutiveFailures(await ports.dialogues.read(session.sessionId), reply.turn) > 0;
  if (again && hasPeople(session)) return 'failed-person';
  return reply.failure === 'too-slow' ? 'too-slow' : 'failed-again';
}
