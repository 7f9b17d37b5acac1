import { twilioTexts } from '#lib/adapters/twilio/texts.ts';
import type { Ports } from '#lib/ports/ports.ts';
import { world } from '#lib/runtime/wire.ts';
import { phoneLinesOf } from '#lib/runtime/wire-phone-lines.ts';
import { workerPorts } from '#lib/runtime/wire-worker.ts';

/** The wired world of what is done off the call: the turn worker's, and text messages, and the companies' lines. */
export function afterwardsPorts(): Ports {
  const { settings } = world();
  const ports = workerPorts();
  const { credentials, integrations } = ports;
  const { fallback, twilioApiBaseUrl: baseUrl } = settings;
  return {
    ...ports,
    texts: twilioTexts({ credentials, integrations, fallback, baseUrl }),
    phoneLines: phoneLinesOf(world()),
  };
}
