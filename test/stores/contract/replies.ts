import { expect, it } from 'vitest';
import type { Part, Reply } from '#lib/domain/dialogue.ts';
import type { Stores } from '#lib/ports/ports.ts';
import { freshId, sampleReply } from '#test/support/samples.ts';

const parts: Part[] = [
  { kind: 'thinking', thinking: '', signature: 'c2ln', model: 'claude-sonnet-5-5' },
  { kind: 'text', text: 'Let me look. ' },
  {
    kind: 'toolCall',
    id: 'toolu_1',
    tool: 'get_order',
    input: { zeta: 1, alpha: { '': [null, 2 ** 70, 0.1] } },
  },
  { kind: 'toolCall', id: 'toolu_2', tool: 'list_orders', input: {} },
  { kind: 'toolResult', id: 'toolu_1', text: '{"status":"shipped"}', isError: false },
  { kind: 'note', text: '(the stream broke here)' },
  { kind: 'text', text: '' },
];

export function describeReplies(stores: () => Stores): void {
  const open = async (own: Partial<Reply> = {}) => {
    const reply = sampleReply(own);
    expect(await stores().dialogues.openReply(reply)).toBe(true);
    return reply;
  };
  const found = (reply: Reply) => stores().dialogues.findReply(reply.sessionId, reply.turn);
  const add = (reply: Reply, ...sentences: string[]) =>
    stores().dialogues.addSentences(reply.sessionId, reply.turn, sentences);
  const finish = (reply: Reply, end: Partial<Reply> = {}) =>
    stores().dialogues.finishReply(reply.sessionId, reply.turn, {
      parts,
      inParts: 0,
      next: { kind: 'listen' },
      ...end,
      status: end.status === 'failed' ? 'failed' : 'complete',
    });
  /** As a webhook gives up: it knows the turn, not what the worker has written. */
  const giveUp = (reply: Reply) => {
    const { status: _, sentences: __, parts: ___, failure: ____, ...known } = reply;
    return stores().dialogues.giveUp(
      { ...known, startedAt: 1, tier: 'aiRep', next: { kind: 'end', outcome: 'x' } },
      'too-slow',
    );
  };

  it('finds no reply before the worker has opened it', async () => {
    expect(await stores().dialogues.findReply(freshId('sess'), 1)).toBeUndefined();
  });

  it('grows by sentences in order and ends with its parts, verbatim', async () => {
    const reply = await open({ tier: 'aiManager' });
    expect(await found(reply)).toEqual(reply);
    expect(await add(reply, 'Let me look.', '')).toBe(true);
    expect(await add(reply, 'Es ist „unterwegs“ 🚚.')).toBe(true);
    const sentences = ['Let me look.', '', 'Es ist „unterwegs“ 🚚.'];
    expect(await found(reply)).toEqual({ ...reply, sentences });
    const next = { kind: 'transfer', reason: 'asked', summary: '' } as const;
    expect(await finish(reply, { next, inParts: 3 })).toBe(true);
    expect(await found(reply)).toEqual({ ...reply, sentences, status: 'complete', parts, inParts: 3, next });
  });

  it('keeps the order of the keys in what a tool was called with', async () => {
    const reply = await open();
    await finish(reply);
    const inputs = (of: readonly Part[] = []) =>
      of.map((part) => part.kind === 'toolCall' && JSON.stringify(part.input));
    expect(inputs((await found(reply))?.parts)).toEqual(inputs(parts));
  });

  it('keeps from which sentence on the manager speaks, the first mark of it', async () => {
    const reply = await open();
    const mark = (from: number) => stores().dialogues.markManager(reply.sessionId, reply.turn, from);
    await add(reply, 'I will get Morgan.');
    await mark(1);
    await mark(2);
    await add(reply, 'Morgan here.');
    expect((await giveUp(reply)).reply).toMatchObject({ tier: 'aiRep', managerFrom: 1 });
    expect(await found(reply)).toMatchObject({ sentences: ['I will get Morgan.', 'Morgan here.'], managerFrom: 1 });
    const whole = await open({ tier: 'aiManager', managerFrom: 0 });
    expect(await found(whole)).toEqual(whole);
  });

  it('cannot mark a reply that is not there', async () => {
    const { sessionId } = sampleReply();
    await expect(stores().dialogues.markManager(sessionId, 1, 0)).rejects.toMatchObject({ code: 'notFound' });
    expect(await stores().dialogues.findReply(sessionId, 1)).toBeUndefined();
  });

  it('is opened by one of twenty workers', async () => {
    const reply = sampleReply();
    const opened = await Promise.all(Array.from({ length: 20 }, () => stores().dialogues.openReply(reply)));
    expect(opened.filter(Boolean)).toHaveLength(1);
  });

  it('keeps all sentences of simultaneous writes', async () => {
    const reply = await open();
    const sentences = Array.from({ length: 20 }, (_, i) => `Sentence ${i}.`);
    await Promise.all(sentences.map((sentence) => add(reply, sentence)));
    expect([...((await found(reply))?.sentences ?? [])].sort()).toEqual([...sentences].sort());
  });

  it('takes sentences near the size limit of an item', async () => {
    const reply = await open();
    const long = `${'ü'.repeat(60_000)}.`;
    for (let i = 0; i < 3; i += 1) expect(await add(reply, long)).toBe(true);
    expect((await found(reply))?.sentences).toEqual([long, long, long]);
  });

  it('neither grows nor ends before it is opened or after it has ended', async () => {
    const missing = sampleReply();
    expect(await add(missing, 'Hello?')).toBe(false);
    expect(await finish(missing)).toBe(false);
    expect(await found(missing)).toBeUndefined();
    const reply = await open();
    expect(await finish(reply, { status: 'failed', failure: 'model' })).toBe(true);
    expect(await finish(reply)).toBe(false);
    expect(await add(reply, 'Too late.')).toBe(false);
    expect(await found(reply)).toMatchObject({ status: 'failed', failure: 'model', sentences: [] });
  });

  it('gives up on a reply that streams, keeping its sentences, and nobody can go on with it', async () => {
    const reply = await open({ tier: 'aiManager' });
    await add(reply, 'One moment.');
    const given = await giveUp(reply);
    const next = { kind: 'end', outcome: 'x' };
    const stands = { ...reply, sentences: ['One moment.'], status: 'failed', failure: 'too-slow', next };
    expect(given).toEqual({ reply: stands, decided: true });
    expect(await add(reply, 'Still there?')).toBe(false);
    expect(await finish(reply)).toBe(false);
    expect(await stores().dialogues.openReply(reply)).toBe(false);
    expect(await giveUp(reply)).toEqual({ reply: stands, decided: false });
    expect(await found(reply)).toEqual(stands);
  });

  it('gives up on a reply that no worker has opened, and none can open it then', async () => {
    const reply = sampleReply();
    const { reply: stands, decided } = await giveUp(reply);
    expect(decided).toBe(true);
    expect(stands).toMatchObject({ status: 'failed', failure: 'too-slow', sentences: [], parts: [], startedAt: 1 });
    expect(await found(reply)).toEqual(stands);
    expect(await stores().dialogues.openReply(reply)).toBe(false);
  });

  it('takes nothing but the bare facts from who gives up', async () => {
    const reply = sampleReply();
    const { reply: stands } = await stores().dialogues.giveUp(
      { ...reply, parts, sentences: ['x'], managerFrom: 1, failure: 'model' } as Reply,
      'too-slow',
    );
    expect(stands).toEqual({ ...reply, status: 'failed', failure: 'too-slow' });
  });

  it('leaves a reply that has ended as it is', async () => {
    const reply = await open();
    await add(reply, 'Done.');
    await finish(reply);
    const stands = await found(reply);
    expect(await giveUp(reply)).toEqual({ reply: stands, decided: false });
    expect(await found(reply)).toEqual(stands);
  });

  it('lets exactly one of giving up and finishing stand, and both sides know which', async () => {
    for (let i = 0; i < 20; i += 1) {
      const reply = await open();
      await add(reply, 'Kept.');
      const early = i % 2 ? giveUp(reply) : undefined;
      const finishing = finish(reply);
      const [finished, given] = await Promise.all([finishing, early ?? giveUp(reply)]);
      const stands = await found(reply);
      expect(given).toEqual({ reply: stands, decided: !finished });
      expect(stands).toMatchObject({ sentences: ['Kept.'], status: finished ? 'complete' : 'failed' });
      expect(stands?.failure).toBe(finished ? undefined : 'too-slow');
    }
  });

  it('lets exactly one of giving up and opening come first', async () => {
    for (let i = 0; i < 20; i += 1) {
      const reply = sampleReply();
      const early = i % 2 ? giveUp(reply) : undefined;
      const opening = stores().dialogues.openReply(reply);
      const [opened, given] = await Promise.all([opening, early ?? giveUp(reply)]);
      // Opened first or not: in the end it is given up, and only the tale of who began it differs.
      expect(given).toMatchObject({
        decided: true,
        reply: { status: 'failed', startedAt: opened ? reply.startedAt : 1 },
      });
      expect(await add(reply, 'Nobody hears this.')).toBe(false);
    }
  });

  it('loses no sentence that was taken while somebody gave up', async () => {
    for (let i = 0; i < 20; i += 1) {
      const reply = await open();
      const [taken] = await Promise.all([add(reply, 'Taken?'), giveUp(reply)]);
      expect(await found(reply)).toMatchObject({ status: 'failed', sentences: taken ? ['Taken?'] : [] });
    }
  });

  it('keeps what the tools did even after it was given up', async () => {
    const reply = await open();
    await giveUp(reply);
    await stores().dialogues.saveParts(reply.sessionId, reply.turn, { parts, inParts: 0 });
    expect(await found(reply)).toMatchObject({ status: 'failed', failure: 'too-slow', parts });
  });

  it('knows how many of its sentences the parts hold, however it ends', async () => {
    const reply = await open();
    await add(reply, 'One.', 'Two.');
    await stores().dialogues.saveParts(reply.sessionId, reply.turn, { parts, inParts: 2 });
    await add(reply, 'Three.');
    expect(await found(reply)).toMatchObject({ sentences: ['One.', 'Two.', 'Three.'], inParts: 2 });
    await giveUp(reply);
    expect(await found(reply)).toMatchObject({ status: 'failed', parts, inParts: 2 });

    const whole = await open();
    await stores().dialogues.saveParts(whole.sessionId, whole.turn, { parts, inParts: 1 });
    await finish(whole, { inParts: 3 });
    expect(await found(whole)).toMatchObject({ status: 'complete', inParts: 3 });
  });

  it('has no parts to keep of a reply that is not there', async () => {
    const { sessionId } = sampleReply();
    await expect(stores().dialogues.saveParts(sessionId, 1, { parts, inParts: 0 })).rejects.toMatchObject({
      code: 'notFound',
    });
    expect(await stores().dialogues.findReply(sessionId, 1)).toBeUndefined();
  });
}
