import type { Tier } from '#lib/contracts/company-config.ts';
import type { Answer, Line, Next } from '#lib/domain/answer.ts';
import type { VoiceCall } from '#lib/domain/call.ts';
import type { Delivery, Reply } from '#lib/domain/dialogue.ts';
import { listenFor, listeningOf, sayAs, sayScript } from '#lib/domain/speaking.ts';

/** What the caller hears of a recorded delivery. Pure: the same delivery always gives the same answer. */
export function answerOf(
  call: VoiceCall,
  turn: number,
  part: number,
  delivery: Delivery,
  reply: Reply | undefined,
): Answer {
  const { profile } = call;
  const said = (reply?.sentences ?? [])
    .slice(delivery.from, delivery.to)
    .map((text, index) => sayAs(profile, speakerOf(reply, delivery.from + index), text));
  // A filler stands for itself: its repeat may know more of the reply than it did.
  const tier = delivery.filler === undefined ? speakerOf(reply, delivery.to) : (delivery.tier ?? 'aiRep');
  const script = (purpose: Parameters<typeof sayScript>[1]): Line => sayScript(profile, purpose, 0, tier);
  const listen = listenFor(profile, turn + 1);
  const transfer: Next = { kind: 'transfer', attempt: turn, index: 0 };
  const person = profile.person !== undefined && delivery.closed === undefined;

  switch (delivery.lead) {
    case 'continue': {
      const filler = delivery.filler === undefined ? [] : [sayScript(profile, 'filler', delivery.filler, tier)];
      return { lines: [...said, ...filler], next: { kind: 'continue', turn, part: part + 1 } };
    }
    case 'listen':
      return { lines: said, next: listen };
    case 'transfer':
      return { lines: spoken(reply) ? said : [script('transfer')], next: transfer };
    case 'record':
      return {
        lines: [...said, script('mayRecord')],
        next: { kind: 'consent', turn, listening: listeningOf(profile) },
      };
    case 'end':
      return { lines: spoken(reply) ? said : [script('goodbye')], next: { kind: 'hangup' } };
    case 'too-slow':
      return { lines: [...said, script(person ? 'tooSlow' : 'tooSlowNoPerson')], next: listen };
    case 'refused':
      return { lines: [...said, script(person ? 'refusal' : 'refusalNoPerson')], next: listen };
    case 'failed-person':
      return { lines: [...said, script('failedToPerson')], next: transfer };
    case 'failed-again':
      return { lines: [...said, script('failedTryAgain')], next: listen };
    case 'failed-end':
      return { lines: [...said, script('failedGoodbye')], next: { kind: 'hangup' } };
    case 'nudge-1':
      return { lines: [script('firstNudge')], next: listen };
    case 'nudge-2':
      return { lines: [script('secondNudge')], next: listen };
    case 'silence-end':
      return { lines: [script('silenceGoodbye')], next: { kind: 'hangup' } };
    case 'silence-person':
    case 'person':
      // Where nobody is there the next step says so, and nothing is announced that will not happen.
      return { lines: delivery.closed ? [] : [script('transfer')], next: transfer };
    case 'no-person':
      return { lines: [script('noPerson')], next: listen };
    case 'no-more-calls':
      return { lines: [script('noMoreCalls')], next: { kind: 'hangup' } };
    default:
      return delivery.lead satisfies never;
  }
}

/** Who says the sentence at this index: the manager from where the rep handed over. */
export const speakerOf = (reply: Reply | undefined, index: number): Tier =>
  reply?.managerFrom !== undefined && index >= reply.managerFrom ? 'aiManager' : (reply?.tier ?? 'aiRep');

/** Whether the reply itself said anything: then our own words would only repeat it. */
const spoken = (reply: Reply | undefined): boolean => (reply?.sentences.length ?? 0) > 0;
