import type { Leg } from '#lib/domain/outbound/answered.ts';
import { LineError, type PhoneLines } from '#lib/ports/phone-lines.ts';
import type { Ports } from '#lib/ports/ports.ts';

/** A machine has the call: the conversation is broken off, and goes on where the message is left. A repeat changes nothing. */
export async function machineAnswered(
  ports: Pick<Ports, 'calls' | 'log'> & { lines: PhoneLines },
  { companyId, callSid }: Leg,
  messageUrl: string,
): Promise<void> {
  const call = await ports.calls.find(callSid);
  if (call?.endedAt !== undefined || call?.ending !== undefined) return;
  try {
    await ports.lines.redirect({ companyId, callSid }, messageUrl);
  } catch (cause) {
    // The machine has hung up by now: there is nobody to leave a message with.
    if (!(cause instanceof LineError) || (cause.trouble !== 'not-live' && cause.trouble !== 'unknown-there'))
      throw cause;
    ports.log.info('machine had hung up', { callSid });
  }
}
