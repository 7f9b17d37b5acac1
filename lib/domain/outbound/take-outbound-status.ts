import { isFinal, type VoiceCall } from '#lib/domain/call.ts';
import { type StatusEvent, takeStatus } from '#lib/domain/close-call.ts';
import { stopWatching } from '#lib/domain/end-unheard.ts';
import { keepPromise } from '#lib/domain/outbound/keep-promise.ts';
import type { Ports } from '#lib/ports/ports.ts';

/** The status of a call that we placed; with the last one a promise to call back may be kept. */
export async function takeOutboundStatus(
  ports: Parameters<typeof takeStatus>[0] & Pick<Ports, 'callbacks'>,
  call: VoiceCall,
  event: Omit<StatusEvent, 'call'>,
): Promise<void> {
  await takeStatus(ports, { call, ...event });
  if (!isFinal(event.status)) return;
  await stopWatching(ports, call);
  await keepPromise(ports, call.callSid);
}
