import type { CompanyConfig } from '#lib/contracts/company-config.ts';
import type { Line } from '#lib/domain/answer.ts';
import { isOpen, nextOpening } from '#lib/domain/business-hours.ts';
import { hoursOf, numbersOf } from '#lib/domain/call.ts';
import { profileOf } from '#lib/domain/receive-call.ts';
import { refusalOf } from '#lib/domain/refusal.ts';
import type { Wording } from '#lib/domain/script.ts';
import { sayScript } from '#lib/domain/speaking.ts';
import { voiceFor } from '#lib/domain/voices.ts';

/** A call that nobody makes. */
export type Imagined = {
  config: CompanyConfig;
  /** The company's own wording in the configuration's language. */
  wording: Wording;
  /** Epoch milliseconds. */
  at: number;
  /** Undefined for a withheld number. */
  from: string | undefined;
  /** Whether whoever asks may see whom a transfer rings. */
  showNumbers: boolean;
};

/** What a caller would hear: by the same rules as a call, and nothing is written. */
export function dryRun({ config, wording, at, from, showNumbers }: Imagined) {
  const profile = profileOf(config, wording);
  const refusal = refusalOf(config, { from });
  const spoken = (line: Line): Line => ({ ...line, voice: voiceFor(line.voice, line.language).voice });
  const hours = hoursOf(config);
  const open = isOpen(hours, at);
  const opensAt = hours === undefined || open ? undefined : nextOpening(hours, at);
  const numbers = numbersOf(profile.person);
  const asked = profile.person === undefined ? 'noPerson' : open ? 'transfer' : 'afterHours';
  const { aiRep, aiManager } = config.tiers;
  const tierOf = (tier: 'aiRep' | 'aiManager') => ({
    name: config.tiers[tier].name,
    model: config.tiers[tier].model,
    voice: voiceFor(profile.voices[tier], profile.language).voice,
  });
  return {
    at: new Date(at).toISOString(),
    taken: refusal === undefined,
    ...(refusal === undefined ? { answeredBy: answers(config) } : { refusal }),
    greeting: (refusal === undefined ? (['disclosure', 'greeting'] as const) : [refusal]).map((purpose) =>
      spoken(sayScript(profile, purpose)),
    ),
    tiers: {
      ...(aiRep.enabled ? { aiRep: tierOf('aiRep') } : {}),
      ...(aiManager.enabled ? { aiManager: tierOf('aiManager') } : {}),
    },
    person: {
      reachable: numbers.length > 0 && open,
      numbers: numbers.map((number) => (showNumbers ? number : masked(number))),
      open,
      ...(opensAt === undefined ? {} : { opensAt: new Date(opensAt).toISOString() }),
      whenAskedFor: [spoken(sayScript(profile, asked))],
    },
  };
}

const answers = ({ tiers }: CompanyConfig): 'aiRep' | 'aiManager' =>
  tiers.aiRep.enabled || !tiers.aiManager.enabled ? 'aiRep' : 'aiManager';

const masked = (number: string): string => `…${number.slice(-2)}`;
