import { expect, it } from 'vitest';
import type { Stores } from '#lib/ports/ports.ts';
import { freshId, sampleEvent, sampleExpiry, sampleReply, sampleTurn } from '#test/support/samples.ts';

export function describeDialogue(stores: () => Stores): void {
  const greeting = (sessionId: string, text: string) => ({
    sessionId,
    companyId: 'acme',
    text,
    expiresAt: sampleExpiry,
  });

  it('is empty before anything was said', async () => {
    expect(await stores().dialogues.read(freshId('sess'))).toEqual({ greeting: undefined, turns: [] });
  });

  it('keeps the first greeting', async () => {
    const sessionId = freshId('sess');
    await stores().dialogues.greet(greeting(sessionId, 'Hello, I am an AI.'));
    await stores().dialogues.greet(greeting(sessionId, 'Hello again.'));
    expect(await stores().dialogues.read(sessionId)).toEqual({ greeting: 'Hello, I am an AI.', turns: [] });
  });

  it('keeps the first event of a turn, also before the first turn', async () => {
    const sessionId = freshId('sess');
    const [early, first] = [sampleEvent({ sessionId, turn: 0 }), sampleEvent({ sessionId, turn: 1 })];
    await stores().dialogues.greet(greeting(sessionId, 'Hello.'));
    await stores().dialogues.addEvent(first);
    expect(await stores().dialogues.addEvent({ ...first, event: 'transfer-failed', backAt: 9 })).toEqual(first);
    await stores().dialogues.addEvent(early);
    expect(await stores().dialogues.read(sessionId)).toEqual({
      greeting: 'Hello.',
      turns: [
        { turn: 0, event: early },
        { turn: 1, event: first },
      ],
    });
  });

  it('reads turns of which only one side is there', async () => {
    const sessionId = freshId('sess');
    const reply = sampleReply({ sessionId, turn: 2 });
    const caller = sampleTurn({ sessionId, turn: 10 });
    await stores().dialogues.claim(caller);
    await stores().dialogues.openReply(reply);
    expect(await stores().dialogues.read(sessionId)).toEqual({
      greeting: undefined,
      turns: [
        { turn: 2, reply },
        { turn: 10, caller },
      ],
    });
  });

  it("never mixes two sessions, even where one id begins with the other's", async () => {
    const sessionId = freshId('sess');
    await stores().dialogues.claim(sampleTurn({ sessionId: `${sessionId}1` }));
    expect((await stores().dialogues.read(sessionId)).turns).toEqual([]);
  });

  it('reads forty long turns in order, over a megabyte in all', { timeout: 60_000 }, async () => {
    const sessionId = freshId('sess');
    await stores().dialogues.greet(greeting(sessionId, 'Hello.'));
    const turns = Array.from({ length: 40 }, (_, i) => ({
      turn: i + 1,
      caller: sampleTurn({ sessionId, turn: i + 1, heard: { kind: 'spoken', text: `Question ${i + 1}` } }),
      reply: sampleReply({ sessionId, turn: i + 1, sentences: [`${i + 1}: ${'blah '.repeat(6000)}`] }),
      event: sampleEvent({ sessionId, turn: i + 1 }),
    }));
    for (const { caller, reply, event } of turns.toReversed()) {
      await stores().dialogues.addEvent(event);
      await stores().dialogues.openReply(reply);
      await stores().dialogues.claim(caller);
    }
    const read = await stores().dialogues.read(sessionId);
    expect(JSON.stringify(read).length).toBeGreaterThan(1_100_000);
    expect(read).toEqual({ greeting: 'Hello.', turns });
  });
}
