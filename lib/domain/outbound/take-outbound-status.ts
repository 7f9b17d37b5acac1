import { isFinal, type VoiceCall } from '#lib/domain/call.ts';
import { type StatusEvent, takeStatus } from '#lib/domain/close-call.ts';
import { stopWatching } from '#lib/domain/end-unheard.ts';
import type { Ports } from '#lib/ports/ports.ts';

/** The status of a call that we placed. A promise to call back is kept once its customer has said something. */
export async function takeOutboundStatus(
  ports: Parameters<typeof takeStatus>[0] & Pick<Ports, 'callbacks'>,
  call: VoiceCall,
  event: Omit<StatusEvent, 'call'>,
): Promise<void> {
  await takeStatus(ports, { call, ...event });
  if (isFinal(event.status)) await stopWatching(ports, call);
  const callbackId = call.outbound?.callbackId;
  if (callbackId === undefined || !isFinal(event.status)) return;
  const { turns } = await ports.dialogues.read(call.sessionId);
  const spoke = turns.some(({ caller }) => caller?.heard.kind === 'spoken');
  // What a machine says is no answer.
  const ending = (await ports.calls.find(call.callSid))?.ending;
  if (spoke && ending !== 'unresolved') await ports.callbacks.close(call.companyId, callbackId, 'kept');
}
