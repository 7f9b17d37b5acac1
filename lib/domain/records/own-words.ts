import type { Tier } from '#lib/contracts/company-config.ts';
import { ourWords } from '#lib/domain/chat/answer.ts';
import { answerOf, speakerOf } from '#lib/domain/deliver.ts';
import type { Dialogue } from '#lib/domain/dialogue.ts';
import type { Story } from '#lib/domain/records/story.ts';

type Turn = Dialogue['turns'][number];

/** What we said ourselves in a turn, beyond the model's sentences: that the team was told, that something failed, a nudge. */
export function ownWordsOf(
  { session, call }: Pick<Story, 'session' | 'call'>,
  turn: Turn,
): { who: Tier; text: string }[] {
  const { caller, reply } = turn;
  if (caller === undefined) return [];
  const deliveries = Object.entries(caller.deliveries)
    .map(([part, delivery]) => ({ part: Number(part), delivery }))
    .sort((a, b) => a.part - b.part);
  if (session.channel === 'chat') {
    return deliveries.flatMap(({ delivery }) =>
      ourWords(session, caller, reply, delivery).map(({ tier, text }) => ({ who: tier, text })),
    );
  }
  if (call === undefined) return [];
  return (
    deliveries
      // A filler only bridges a wait.
      .filter(({ delivery }) => delivery.lead !== 'continue')
      .flatMap(({ part, delivery }) =>
        answerOf(call, turn.turn, part, delivery, reply)
          .lines.slice((reply?.sentences ?? []).slice(delivery.from, delivery.to).length)
          .map(({ text }) => ({ who: speakerOf(reply, delivery.to), text })),
      )
  );
}
