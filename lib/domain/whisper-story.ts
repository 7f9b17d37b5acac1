import type { Action } from '#lib/domain/action.ts';
import { lastActionSentence } from '#lib/domain/action-words.ts';
import type { Line } from '#lib/domain/answer.ts';
import type { CallProfile } from '#lib/domain/call.ts';
import type { ReplyNext } from '#lib/domain/dialogue.ts';
import type { EscalationReason } from '#lib/domain/escalation.ts';
import { maskDigits } from '#lib/domain/mask-digits.ts';
import type { ScriptPurpose } from '#lib/domain/script.ts';
import type { CaseFile } from '#lib/domain/session.ts';
import { toSpeakable } from '#lib/domain/speakable.ts';
import { sayAs, sayScript } from '#lib/domain/speaking.ts';

export type Story = {
  reason: EscalationReason;
  /** Why, in the words of whoever asked from outside. */
  note?: string | undefined;
  /** How the turn ended that asked for a person. */
  next: ReplyNext | undefined;
  caseFile: CaseFile | undefined;
  actions: readonly Action[];
};

/** About six seconds each: the caller hears the phone ringing meanwhile. */
const maxPieceChars = 220;

/** Who calls, why, what was tried: in one breath, before the person takes the call or not. */
export function tellStory(profile: CallProfile, { reason, note, next, caseFile, actions }: Story): Line[] {
  const told = next?.kind === 'transfer' && next.summary !== '' ? next : undefined;
  const why = told === undefined ? whyOf[reason] : undefined;
  const pieces = told === undefined ? [note, caseFile?.wishes, caseFile?.offersMade] : [told.reason, told.summary];
  const { language } = profile;
  return [
    sayScript(profile, 'whisper'),
    ...(why === undefined ? [] : [sayScript(profile, why)]),
    ...[...pieces, lastActionSentence(actions, language)]
      .map((text) => toSpeakable(asSentence(maskDigits(text ?? '')), language))
      .filter((text) => text !== '')
      .map((text) => sayAs(profile, 'aiRep', text)),
  ];
}

/** Where the model has not said it in its own words. */
const whyOf: Record<EscalationReason, ScriptPurpose | undefined> = {
  zero: 'whyAsked',
  model: undefined,
  silence: 'whySilent',
  budget: 'whyStuck',
  failure: 'whyStuck',
  api: undefined,
  unrecorded: undefined,
};

/** Cut at a word, and ended. */
function asSentence(text: string): string {
  const whole = text.trim();
  const lastGap = whole.lastIndexOf(' ', maxPieceChars);
  const head = whole.length <= maxPieceChars ? whole : `${whole.slice(0, lastGap > 0 ? lastGap : maxPieceChars)} …`;
  return /[.!?…]["'’”»)]*$/u.test(head) || head === '' ? head : `${head}.`;
}
