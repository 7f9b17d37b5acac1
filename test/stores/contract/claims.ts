import { expect, it } from 'vitest';
import type { Heard } from '#lib/domain/dialogue.ts';
import type { Stores } from '#lib/ports/ports.ts';
import { freshId, sampleDelivery, sampleTurn } from '#test/support/samples.ts';

export function describeClaims(stores: () => Stores): void {
  const claim = async () => (await stores().dialogues.claim(sampleTurn())).turn;

  it('gives a claimed turn to the winner, and the same turn to who comes second', async () => {
    const turn = sampleTurn();
    expect(await stores().dialogues.claim(turn)).toEqual({ turn, claimed: true });
    const late = {
      ...turn,
      heard: { kind: 'spoken', text: 'Something else' } as const,
      claimedAt: turn.claimedAt + 500,
    };
    expect(await stores().dialogues.claim(late)).toEqual({ turn, claimed: false });
    expect(await stores().dialogues.findTurn(turn.sessionId, turn.turn)).toEqual(turn);
  });

  it('lets one of twenty simultaneous claims win, and all see the same turn', async () => {
    const turn = sampleTurn();
    const heard = Array.from({ length: 20 }, (_, i): Heard => ({ kind: 'spoken', text: `Version ${i}` }));
    const claims = await Promise.all(heard.map((words) => stores().dialogues.claim({ ...turn, heard: words })));
    const winners = claims.filter(({ claimed }) => claimed);
    expect(winners).toHaveLength(1);
    for (const { turn: seen } of claims) expect(seen).toEqual(winners[0]?.turn);
  });

  it.each<Heard>([
    { kind: 'spoken', text: '' },
    { kind: 'spoken', text: '¿Dónde está mi pedido? 👩🏽‍💻 茶 \u0000 "<&>' },
    { kind: 'spoken', text: 'well '.repeat(40_000), confidence: 0.000_1 },
    { kind: 'keys', digits: '0*#' },
    { kind: 'silence' },
  ])('keeps what was heard, however odd ($kind)', async (heard) => {
    const turn = sampleTurn({ heard });
    await stores().dialogues.claim(turn);
    expect(await stores().dialogues.findTurn(turn.sessionId, turn.turn)).toEqual(turn);
  });

  it('finds no turn that was not claimed', async () => {
    const { sessionId } = await claim();
    expect(await stores().dialogues.findTurn(sessionId, 2)).toBeUndefined();
    expect(await stores().dialogues.findTurn(freshId('sess'), 1)).toBeUndefined();
  });

  it('tells a repeated webhook what the first was told', async () => {
    const { sessionId } = await claim();
    const first = sampleDelivery({ from: 0, to: 2, lead: 'continue' });
    const second = sampleDelivery({ from: 0, to: 3, lead: 'listen' });
    expect(await stores().dialogues.deliver(sessionId, 1, 0, first)).toEqual(first);
    expect(await stores().dialogues.deliver(sessionId, 1, 0, second)).toEqual(first);
    expect(await stores().dialogues.deliver(sessionId, 1, 1, second)).toEqual(second);
    const turn = await stores().dialogues.findTurn(sessionId, 1);
    expect(turn?.deliveries).toEqual({ 0: first, 1: second });
  });

  it('settles on one delivery for simultaneous webhooks', async () => {
    const { sessionId } = await claim();
    const fillers = Array.from({ length: 20 }, (_, filler) => sampleDelivery({ to: 0, filler }));
    const told = await Promise.all(fillers.map((delivery) => stores().dialogues.deliver(sessionId, 1, 0, delivery)));
    const stands = (await stores().dialogues.findTurn(sessionId, 1))?.deliveries[0];
    for (const delivery of told) expect(delivery).toEqual(stands);
  });

  it('keeps the deliveries of all parts when they come at once', async () => {
    const { sessionId } = await claim();
    const parts = Array.from({ length: 20 }, (_, part) => part);
    await Promise.all(
      parts.map((part) => stores().dialogues.deliver(sessionId, 1, part, sampleDelivery({ to: part }))),
    );
    const turn = await stores().dialogues.findTurn(sessionId, 1);
    expect(Object.values(turn?.deliveries ?? {}).map(({ to }) => to)).toEqual(parts);
  });

  it('refuses to deliver into a turn that was never claimed', async () => {
    const delivering = stores().dialogues.deliver(freshId('sess'), 1, 0, sampleDelivery());
    await expect(delivering).rejects.toMatchObject({ code: 'notFound' });
  });
}
