import { setTimeout as wait } from 'node:timers/promises';
import { sessionIdOfCall } from '#lib/domain/ids.ts';
import { pace } from '#lib/domain/pace.ts';
import { countTokens } from '#local/claude/tokens.ts';
import type { PhoneCall } from '#local/twilio/call.ts';
import { type BenchDesk, type BenchOptions, startBenchDesk } from '#scripts/bench/bench-desk.ts';
import { SpeechByHand } from '#scripts/bench/by-hand.ts';
import { longReplies, type Prose, shortReplies } from '#scripts/bench/prose.ts';
import type { Section } from '#scripts/bench/report.ts';
import { median, rounded } from '#scripts/bench/stats.ts';

const firstTokenMs = 300;
const cases = [
  { tokens: 40, betweenTokensMs: 12, replies: shortReplies, limit: 0.55 },
  { tokens: 120, betweenTokensMs: 25, replies: longReplies, limit: 0.2 },
];

type Sample = {
  firstTwimlMs: number;
  /** Until the store holds the whole reply. */
  replyMs: number;
  /** Until a webhook that waited for that has its answer. */
  wholeTwimlMs: number;
  ratio: number;
};

/** How much sooner a caller hears a voice than from a service that waits for the model's last word before it answers. */
export async function benchFirstSentence({ quick }: BenchOptions): Promise<Section> {
  const desk = await startBenchDesk();
  try {
    await warmUp(desk);
    const data = [];
    for (const { tokens, betweenTokensMs, replies, limit } of cases) {
      const samples: Sample[] = [];
      for (let round = 0; round < (quick ? 1 : 3); round += 1) {
        for (const reply of replies) {
          desk.claude.always({ text: textOf(reply, tokens), pace: { firstTokenMs, betweenTokensMs } });
          samples.push(await oneTurn(desk, reply));
        }
      }
      const of = (pick: (sample: Sample) => number): number => median(samples.map(pick));
      data.push({
        tokens,
        betweenTokensMs,
        samples,
        limit,
        firstTwimlMs: rounded(of(({ firstTwimlMs }) => firstTwimlMs)),
        replyMs: rounded(of(({ replyMs }) => replyMs)),
        wholeTwimlMs: rounded(of(({ wholeTwimlMs }) => wholeTwimlMs)),
        ratio: rounded(
          of(({ ratio }) => ratio),
          3,
        ),
        worst: rounded(Math.max(...samples.map(({ ratio }) => ratio)), 3),
      });
    }
    return {
      title: 'First sentence against the whole reply (same model: 300 ms to its first token)',
      columns: ['reply', 'first TwiML ms', 'whole reply ms', 'its TwiML ms', 'ratio', 'worst'],
      rows: data.map(({ tokens, betweenTokensMs, firstTwimlMs, replyMs, wholeTwimlMs, ratio, worst }) => [
        `${tokens} tokens, ${betweenTokensMs} ms apart`,
        firstTwimlMs,
        replyMs,
        wholeTwimlMs,
        ratio,
        worst,
      ]),
      notes: [
        'first TwiML: from sending the caller\u2019s words to having the first spoken sentence (six, seven or eight words).',
        'whole reply: until the store holds its end. its TwiML: until a webhook that waited for that end has its answer.',
        `ratio: first TwiML to the TwiML of the whole reply, of the same turn. Medians of ${data[0]?.samples.length} turns.`,
      ],
      checks: data.map(({ tokens, ratio, limit }) => ({
        what: `first TwiML of ${tokens} tokens, as a share of the whole reply`,
        pass: ratio <= limit,
        measured: String(ratio),
        limit: String(limit),
      })),
      data,
    };
  } finally {
    await desk.close();
  }
}

function textOf({ firstSentence, rest }: Prose, tokens: number): string {
  const text = firstSentence + rest;
  if (countTokens(text) !== tokens) throw new Error(`"${firstSentence}" begins a reply that has not ${tokens} tokens.`);
  return text;
}

async function warmUp(desk: BenchDesk): Promise<void> {
  desk.claude.always({ text: 'Your rug arrives on Friday morning.' });
  const call = await desk.ring();
  for (let turn = 0; turn < 10; turn += 1) await call.says('When does my rug arrive?');
  await call.hangsUp();
}

/** One turn by hand: the first TwiML as the caller gets it, and no further step until the reply is whole. */
async function oneTurn(desk: BenchDesk, { firstSentence }: Prose): Promise<Sample> {
  const call = await desk.ring();
  await desk.lambda.settled();
  const byHand = new SpeechByHand(desk, call);
  const startedAt = performance.now();
  const since = (): number => performance.now() - startedAt;

  const first = await byHand.says('When does my rug arrive?');
  const firstTwimlMs = since();
  if (first.says[0] !== firstSentence) throw new Error(`The caller heard "${first.says[0]}" first.`);
  await wholeReply(desk, call);
  const replyMs = since();
  const last = await byHand.goesOn();
  const wholeTwimlMs = since();
  if (last.listensFor === undefined) throw new Error('The reply was whole and the call did not listen.');
  await call.hangsUp();
  return { firstTwimlMs, replyMs, wholeTwimlMs, ratio: firstTwimlMs / wholeTwimlMs };
}

/** Looks for the end of the reply as often as a waiting webhook would. */
async function wholeReply(desk: BenchDesk, { callSid }: PhoneCall): Promise<void> {
  for (;;) {
    const reply = await desk.stores.dialogues.findReply(sessionIdOfCall(callSid), 1);
    if (reply?.status === 'complete') return;
    if (reply?.status === 'failed') throw new Error(`The reply failed: ${reply.failure}.`);
    await wait(pace.pollMs);
  }
}
