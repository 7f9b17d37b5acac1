import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import type { VoiceCall } from '#lib/domain/call.ts';
import { watchForEnd } from '#lib/domain/end-unheard.ts';
import { sessionIdOfCall } from '#lib/domain/ids.ts';
import type { OutboundCall } from '#lib/domain/outbound/outbound-call.ts';
import { profileOf } from '#lib/domain/receive-call.ts';
import type { PlacedCall } from '#lib/ports/phone-lines.ts';
import type { Ports } from '#lib/ports/ports.ts';

type OpenPorts = Pick<Ports, 'scripts' | 'calls' | 'outbox' | 'clock' | 'log' | 'metrics'>;

/**
 * The VoiceCall of a call that we placed, made by whoever knows of it first: the one who placed it, or Twilio's first
 * webhook. What we will say is pinned here.
 */
export async function openCall(
  ports: OpenPorts,
  config: CompanyConfig,
  outbound: OutboundCall,
  { callSid, from }: PlacedCall,
): Promise<VoiceCall> {
  const known = await ports.calls.find(callSid);
  if (known !== undefined) return known;
  const { companyId, outboundId, opening, about, callbackId, language, to } = outbound;
  const { wording } = await ports.scripts.standing(companyId, language);
  const profile = profileOf({ ...config, language }, wording);
  const { call, created } = await ports.calls.createOnce({
    callSid,
    companyId,
    sessionId: sessionIdOfCall(callSid),
    direction: 'outbound',
    from,
    to,
    status: 'queued',
    lastSequence: -1,
    profile,
    startedAt: new Date(ports.clock.now()).toISOString(),
    transfers: {},
    outbound: { outboundId, opening, about, ...(callbackId === undefined ? {} : { callbackId }) },
  });
  if (created) {
    ports.metrics.emit('callsTotal', 1, { company: companyId });
    await watchForEnd(ports, call);
  }
  return call;
}
