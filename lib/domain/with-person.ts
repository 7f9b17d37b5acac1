import type { VoiceCall } from '#lib/domain/call.ts';
import type { Dialogue } from '#lib/domain/dialogue.ts';

/**
 * As much of a conversation as a person took part in: of a call that a machine picked up nothing but our own greeting. What
 * its greeting said was taken for a turn while nobody knew; it is nobody's words.
 */
export const withPerson = (call: Pick<VoiceCall, 'pickedUpBy'> | undefined, dialogue: Dialogue): Dialogue =>
  call?.pickedUpBy === 'machine' ? { ...dialogue, turns: [] } : dialogue;
