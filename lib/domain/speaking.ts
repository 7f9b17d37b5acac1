import type { Tier } from '#lib/contracts/company-config.ts';
import type { Line, Listening, Next } from '#lib/domain/answer.ts';
import type { CallProfile } from '#lib/domain/call.ts';
import type { ScriptPurpose, Scripts } from '#lib/domain/script.ts';
import { builtInScripts } from '#lib/domain/scripts.ts';

/** A sentence in the voice of a tier. */
export const sayAs = (profile: CallProfile, tier: Tier, text: string): Line => ({
  text,
  language: profile.language,
  voice: profile.voices[tier],
});

/** A text of ours; `variant` picks among several and wraps around. */
export function sayScript(profile: CallProfile, purpose: ScriptPurpose, variant = 0, tier: Tier = 'aiRep'): Line {
  // A call that an older version answered has pinned no words for what came later; those of ours name nobody.
  const pinned: Partial<Scripts> = profile.scripts;
  const texts = pinned[purpose] ?? builtInScripts[profile.language][purpose];
  return sayAs(profile, tier, texts[variant % texts.length] ?? '');
}

/** Listen for a turn as this call's company wants it. */
export const listenFor = (profile: CallProfile, turn: number, part?: number): Next => ({
  kind: 'listen',
  turn,
  ...(part === undefined ? {} : { part }),
  listening: listeningOf(profile),
});

/** How this call's company wants its callers to be listened to. */
export const listeningOf = (profile: CallProfile): Listening => ({
  language: profile.language,
  hints: profile.hints,
  silenceSeconds: profile.silenceSeconds,
  endOfSpeechSeconds: profile.endOfSpeechSeconds,
});
