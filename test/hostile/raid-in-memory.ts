import { toMessages } from '#lib/adapters/anthropic/to-messages.ts';
import { type MemoryLog, memoryLog } from '#lib/adapters/memory/log.ts';
import { memoryMetrics } from '#lib/adapters/memory/metrics.ts';
import { memoryShops } from '#lib/adapters/memory/shops.ts';
import { memoryStores } from '#lib/adapters/memory/stores.ts';
import type { Part } from '#lib/domain/dialogue.ts';
import type { Session } from '#lib/domain/session.ts';
import { answerTurn, type TurnPorts } from '#lib/domain/turn.ts';
import type { Commerce } from '#lib/ports/commerce.ts';
import type { Model } from '#lib/ports/model.ts';
import type { Stores } from '#lib/ports/ports.ts';
import type { MessagesRequest, Mind } from '#local/claude/reply.ts';
import { believingShop } from '#test/hostile/believing-shop.ts';
import { type Caller, type Prey, preyConfig, type Raid, twinOpenings } from '#test/hostile/prey.ts';
import { type HandClock, handClock } from '#test/ledger/hand-clock.ts';
import { type Around, watched } from '#test/ledger/port-calls.ts';
import { freshId, sampleExpiry, sampleSession, sampleTurn } from '#test/support/samples.ts';

/** Two companies with shops, and nothing between the model and the stores but the domain. */
export type Siege = {
  ports: TurnPorts;
  /** The stores as they are, whatever stands around the ports. */
  stores: Stores;
  clock: HandClock;
  log: MemoryLog;
  twins: [Prey, Prey];
};

const straight: Around = (_, call) => call();

/** Every call of a port goes through `around`. */
export function siege(mind: Mind, start: string, around = straight): Siege {
  const clock = handClock(start);
  const [one, other] = twinOpenings(clock.now()).map((opening, nth) => {
    const companyId = `prey-${nth}`;
    const shop = believingShop(opening);
    return { prey: { companyId, config: preyConfig(companyId), opening, books: shop.books, requests: [] }, shop };
  });
  if (one === undefined || other === undefined) throw new Error('Twins are two.');
  const log = memoryLog();
  const stores = memoryStores();
  const ports: TurnPorts = {
    ...stores,
    sessions: watched('sessions', stores.sessions, around),
    dialogues: watched('dialogues', stores.dialogues, around),
    ledger: watched('ledger', stores.ledger, around),
    allowances: watched('allowances', stores.allowances, around),
    shops: memoryShops({
      [one.prey.companyId]: watched<Commerce>('shop', one.shop, around),
      [other.prey.companyId]: watched<Commerce>('shop', other.shop, around),
    }),
    model: modelOf(mind),
    clock: { ...clock, sleep: () => new Promise<void>(() => undefined) },
    log,
    metrics: memoryMetrics(),
    newId: freshId,
  };
  return { ports, stores, clock, log, twins: [one.prey, other.prey] };
}

/** Says all the utterances in one session, a turn each: one after the other, or all at the same time. */
export async function raidInMemory(
  { ports, stores, clock }: Siege,
  prey: Prey,
  caller: Caller,
  { tier = 'aiRep', atOnce = false }: { tier?: Session['tier']; atOnce?: boolean },
  utterances: readonly string[],
): Promise<Raid> {
  const { companyId, config } = prey;
  const sessionId = freshId('sess');
  const callerId = { number: caller.from, attested: caller.params.StirVerstat === 'TN-Validation-Passed-A' };
  const startedAt = new Date(clock.now()).toISOString();
  await stores.sessions.createOnce(sampleSession({ sessionId, config, tier, callerId, startedAt }), sampleExpiry);
  const say = async (text: string, at: number): Promise<void> => {
    const turn = at + 1;
    const heard = { kind: 'spoken', text } as const;
    await stores.dialogues.claim(sampleTurn({ sessionId, companyId, turn, claimedAt: clock.now(), heard }));
    await answerTurn(ports, { kind: 'answer', companyId, sessionId, turn });
  };
  if (atOnce) await Promise.all(utterances.map(say));
  else for (const [at, text] of utterances.entries()) await say(text, at);
  return { prey, caller, sessionId, said: [...utterances], told: () => [] };
}

/** A mind without the wire: what it says and asks for, as the Messages API would bring it. */
const modelOf = (mind: Mind): Model => ({
  async *stream({ model, system, maxTokens, messages }) {
    const request: MessagesRequest = { model, system, max_tokens: maxTokens, messages: toMessages(messages, model) };
    const { text = '', tools = [], order } = await mind(request);
    const words = Array.isArray(text) ? text.join('') : text;
    const said: Part[] = words === '' ? [] : [{ kind: 'text', text: words }];
    const calls = tools.map(({ name, input }): Part => {
      const asJson: unknown = JSON.parse(JSON.stringify(input));
      return { kind: 'toolCall', id: freshId('toolu'), tool: name, input: asJson };
    });
    if (words !== '') yield { kind: 'text', text: words };
    yield {
      kind: 'done',
      stop: calls.length > 0 ? 'tools' : 'end',
      parts: order === 'tools-first' ? [...calls, ...said] : [...said, ...calls],
      usage: { inputTokens: 1, cacheWriteTokens: 0, cacheReadTokens: 0, outputTokens: 1 },
      firstTokenMs: 0,
    };
  },
});
