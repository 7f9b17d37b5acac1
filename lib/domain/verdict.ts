import type { CallEnding, VoiceCall } from '#lib/domain/call.ts';
import type { Dialogue } from '#lib/domain/dialogue.ts';
import { wasTaken } from '#lib/domain/escalation.ts';
import type { Session } from '#lib/domain/session.ts';
import { withPerson } from '#lib/domain/with-person.ts';

export type Verdict = {
  /** Undefined where the caller left before saying anything: neither our success nor our failure. */
  success: boolean | undefined;
  escalated: boolean;
  session: Exclude<Session['status'], 'active'>;
};

/** How a finished call went (DESIGN section 7). Pure. */
export function judge(call: VoiceCall, whole: Dialogue): Verdict {
  const dialogue = withPerson(call, whole);
  const askedForPerson = Object.keys(call.transfers).length > 0 || call.ending === 'transferred';
  const escalated = askedForPerson || dialogue.turns.some(ledToPerson);
  const answered = dialogue.turns.filter(({ reply }) => (reply?.sentences.length ?? 0) > 0).length;
  const spokeUp = dialogue.turns.some(({ caller }) => caller !== undefined && caller.heard.kind !== 'silence');
  if (wasTransferred(call, dialogue)) return { success: true, escalated: true, session: 'escalated' };
  // In older versions a person who heard the case and declined left this ending behind: then the last word to the caller tells.
  const ending = call.ending === 'transferred' ? lastWord(dialogue) : call.ending;
  if (ending === 'failed') return { success: false, escalated, session: 'failed' };
  if (ending === 'resolved') return { success: true, escalated, session: 'resolved' };
  return { success: spokeUp ? answered > 0 : undefined, escalated, session: 'abandoned' };
}

/** A person took the call; or, as older versions kept it, had picked up when it ended. */
function wasTransferred({ transfers, ending }: VoiceCall, { turns }: Dialogue): boolean {
  const outcomes = Object.values(transfers);
  if (outcomes.some(wasTaken)) return true;
  const attempt = turns.findLast(ledToPerson)?.turn;
  const isOpen = outcomes.length === 0 || (attempt !== undefined && transfers[attempt] === undefined);
  return ending === 'transferred' && isOpen;
}

function lastWord({ turns }: Dialogue): CallEnding | undefined {
  const last = turns.findLast(({ caller }) => caller !== undefined);
  const leads = Object.values(last?.caller?.deliveries ?? {}).map(({ lead }) => lead);
  if (leads.includes('failed-end')) return 'failed';
  const next = last?.reply?.next;
  return leads.includes('end') && next?.kind === 'end' && next.outcome === 'resolved' ? 'resolved' : undefined;
}

const ledToPerson = ({ caller }: Dialogue['turns'][number]): boolean =>
  Object.values(caller?.deliveries ?? {}).some(
    ({ lead }) => lead === 'person' || lead === 'transfer' || lead === 'failed-person' || lead === 'silence-person',
  );

/** What was said, both sides; silences are not. */
export const countMessages = (dialogue: Dialogue): number =>
  dialogue.turns.filter(({ caller }) => caller !== undefined && caller.heard.kind !== 'silence').length +
  dialogue.turns.filter(({ reply }) => reply !== undefined && reply.sentences.length > 0).length;
