import type { PickedUpBy, VoiceCall } from '#lib/domain/call.ts';
import { wasTaken } from '#lib/domain/escalation.ts';
import { callOfLeg, type KnownPorts, type Leg } from '#lib/domain/outbound/answered.ts';
import { keepPromise } from '#lib/domain/outbound/keep-promise.ts';
import { LineError, type PhoneLines } from '#lib/ports/phone-lines.ts';
import type { Ports } from '#lib/ports/ports.ts';

type PickUpPorts = KnownPorts & Pick<Ports, 'sessions' | 'dialogues' | 'callbacks'> & { lines: PhoneLines };

/**
 * Machine detection has told who picked up. A machine's conversation is broken off and goes on where the message is left; a
 * repeat changes nothing. Whoever has pressed a key, proved who they are, or talks with one of our people is a person,
 * whatever was heard.
 */
export async function pickedUp(ports: PickUpPorts, leg: Leg, heard: PickedUpBy, messageUrl: string): Promise<void> {
  const { call } = await callOfLeg(ports, leg);
  const by = heard === 'machine' && (await actsAsPerson(ports, call)) ? 'human' : heard;
  const stands = await ports.calls.notePickUp(call.callSid, by);
  if (stands === 'human') return keepPromise(ports, call.callSid);
  if (call.endedAt !== undefined || call.ending !== undefined) return;
  try {
    await ports.lines.redirect({ companyId: call.companyId, callSid: call.callSid }, messageUrl);
  } catch (cause) {
    // The machine has hung up by now: there is nobody to leave a message with.
    if (!(cause instanceof LineError) || (cause.trouble !== 'not-live' && cause.trouble !== 'unknown-there'))
      throw cause;
    ports.log.info('machine had hung up', { callSid: call.callSid });
  }
}

/** What no machine does. */
async function actsAsPerson(
  ports: Pick<Ports, 'sessions' | 'dialogues'>,
  { sessionId, transfers }: VoiceCall,
): Promise<boolean> {
  if (Object.values(transfers).some(wasTaken)) return true;
  const [session, { turns }] = await Promise.all([ports.sessions.find(sessionId), ports.dialogues.read(sessionId)]);
  return session?.verified !== undefined || turns.some(({ caller }) => caller?.heard.kind === 'keys');
}
