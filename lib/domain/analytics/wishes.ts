import type { VoiceCall } from '#lib/domain/call.ts';
import type { Dialogue, DialogueEvent } from '#lib/domain/dialogue.ts';
import type { EscalationReason, EscalationState } from '#lib/domain/escalation.ts';
import { reasonOf } from '#lib/domain/escalation-record.ts';
import type { Session } from '#lib/domain/session.ts';
import { taskIdOf } from '#lib/domain/task.ts';
import type { Ports } from '#lib/ports/ports.ts';

/**
 * One wish for a person, and what became of it. In a chat nobody is rung: the team is told (`handedToTeam`), reads of it when
 * it is back (`afterHours`), or could not be told (`failed`).
 */
export type WishForPerson = { reason: EscalationReason; end: EscalationState['kind'] | 'handedToTeam' };

/** Every wish for a person of a conversation that is over. */
export async function wishesOf(
  ports: Pick<Ports, 'outbox'>,
  session: Session,
  call: VoiceCall | undefined,
  dialogue: Dialogue,
): Promise<WishForPerson[]> {
  if (session.channel === 'voice')
    return Object.values(call?.transfers ?? {}).map(({ reason, state }) => ({ reason, end: state.kind }));
  const handOvers = dialogue.turns.flatMap(({ event, ...turn }) =>
    event?.event === 'handed-to-team' ? [{ event, turn }] : [],
  );
  return Promise.all(
    handOvers.map(async ({ event, turn }) => ({
      // Older versions kept no reason: the turn itself tells.
      reason: event.reason ?? reasonOf(turn),
      end: await endOf(ports, session, event),
    })),
  );
}

async function endOf(
  ports: Pick<Ports, 'outbox'>,
  { companyId, sessionId }: Session,
  { turn, detail }: DialogueEvent,
): Promise<WishForPerson['end']> {
  const task = await ports.outbox.find(companyId, taskIdOf(sessionId, { kind: 'escalation', attempt: turn }));
  if (task?.state === 'given-up') return 'failed';
  // It says when the team is back.
  return detail === undefined ? 'handedToTeam' : 'afterHours';
}
