import type { CallSid } from '#lib/domain/ids.ts';
import type { Ports } from '#lib/ports/ports.ts';

/** So often whoever picked up must have spoken where machine detection does not say who it was: a greeting is one piece. */
const enoughTurns = 2;

/**
 * A promise to call back is kept once its customer has said something, and the call is over. What a machine says is no
 * answer, and a mailbox that hung up before anybody knew is none either: the promise stays open then.
 */
export async function keepPromise(
  ports: Pick<Ports, 'calls' | 'dialogues' | 'callbacks'>,
  callSid: CallSid,
): Promise<void> {
  const call = await ports.calls.find(callSid);
  const callbackId = call?.outbound?.callbackId;
  if (call?.endedAt === undefined || callbackId === undefined || call.pickedUpBy === 'machine') return;
  const { turns } = await ports.dialogues.read(call.sessionId);
  const spoken = turns.filter(({ caller }) => caller?.heard.kind === 'spoken').length;
  const needed = call.pickedUpBy === 'human' ? 1 : enoughTurns;
  if (spoken >= needed) await ports.callbacks.close(call.companyId, callbackId, 'kept');
}
