import { twilioPhoneLines } from '#lib/adapters/twilio/phone-lines.ts';
import type { PhoneLines } from '#lib/ports/phone-lines.ts';
import type { World } from '#lib/runtime/wire.ts';

const standing = new WeakMap<object, PhoneLines>();

/** The companies' telephone lines, for the functions that work them: one for each wired world, so that connections are kept. */
export function phoneLinesOf({ ports, settings }: World): PhoneLines {
  const known = standing.get(ports);
  if (known !== undefined) return known;
  const { credentials, integrations } = ports;
  const { fallback, twilioApiBaseUrl: baseUrl } = settings;
  const lines = twilioPhoneLines({ credentials, integrations, fallback, baseUrl });
  standing.set(ports, lines);
  return lines;
}
