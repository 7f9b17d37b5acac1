import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Dialogue, Heard, Part, Reply } from '#lib/domain/dialogue.ts';
import { historyOf, withReply } from '#lib/domain/history.ts';
import type { ModelMessage } from '#lib/ports/model.ts';
import { sampleDelivery, sampleEvent, sampleReply, sampleSession, sampleTurn } from '#test/support/samples.ts';

type Turn = Dialogue['turns'][number];
const session = sampleSession();

/** One block a part, with its side: what the prompt cache compares. */
const blocksOf = (messages: readonly ModelMessage[]) =>
  messages.flatMap(({ role, parts }) => parts.map((part) => ({ role, part })));

const textOf = (messages: readonly ModelMessage[]): string => JSON.stringify(messages);

const heard: fc.Arbitrary<Heard> = fc.oneof(
  fc.record({ kind: fc.constant('spoken' as const), text: fc.stringMatching(/^[a-z[\]]{1,12}$/) }),
  fc.record({ kind: fc.constant('keys' as const), digits: fc.stringMatching(/^[0-9*#]$/) }),
  fc.constant<Heard>({ kind: 'silence' }),
);

let ids = 0;
/** A round of the model: words, perhaps thoughts and tools, and the tools' results unless it was cut off before them. */
const round = fc
  .record({ thinks: fc.boolean(), speaks: fc.boolean(), tools: fc.nat(2), results: fc.nat(2), note: fc.boolean() })
  .map(({ thinks, speaks, tools, results, note }): Part[] => {
    const calls = Array.from({ length: tools }, (): Part => {
      ids += 1;
      return { kind: 'toolCall', id: `tool_${ids}`, tool: 'search_knowledge', input: { query: 'rugs' } };
    });
    const answers = calls
      .slice(0, results)
      .map((call): Part => ({ kind: 'toolResult', id: 'id' in call ? call.id : '', text: 'Found.', isError: false }));
    return [
      ...(thinks ? [{ kind: 'thinking', thinking: 'Hm.', signature: 's', model: 'm' } as const] : []),
      ...(speaks ? [{ kind: 'text', text: 'Let me see.' } as const] : []),
      ...calls,
      ...answers,
      ...(note ? [{ kind: 'note', text: '[The line cut you off here.]' } as const] : []),
    ];
  });

const reply: fc.Arbitrary<Partial<Reply>> = fc
  .record({
    rounds: fc.array(round, { maxLength: 3 }),
    sentences: fc.array(fc.constant('Yes.'), { maxLength: 2 }),
    status: fc.constantFrom<Reply['status']>('complete', 'failed'),
    failure: fc.constantFrom<Reply['failure']>('model', 'too-slow', 'internal'),
  })
  .map(({ rounds, failure, ...rest }) => ({
    ...rest,
    parts: rounds.flat(),
    ...(rest.status === 'failed' && failure !== undefined ? { failure } : {}),
  }));

/** Conversations as they are stored: every turn over but perhaps the last. */
const conversation: fc.Arbitrary<Dialogue> = fc
  .record({
    greeting: fc.option(fc.constant('Hello, this is Ada.'), { nil: undefined }),
    turns: fc.array(
      fc.record({
        heard,
        reply: fc.option(reply, { nil: undefined }),
        event: fc.boolean(),
        leads: fc.constantFrom('listen' as const, 'person' as const, 'silence-person' as const),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  })
  .map(({ greeting, turns }) => ({
    greeting,
    turns: turns.map(({ heard, reply, event, leads }, index): Turn => {
      const turn = index + 1;
      const answered = heard.kind !== 'silence' && reply !== undefined;
      return {
        turn,
        caller: sampleTurn({ turn, heard, deliveries: { 0: sampleDelivery({ lead: leads }) } }),
        ...(answered ? { reply: sampleReply({ turn, ...reply }) } : {}),
        ...(event ? { event: sampleEvent({ turn }) } : {}),
      };
    }),
  }));

describe('whatever was said and done, the history', () => {
  test('is append-only: what the model read in one turn is the beginning of what it reads in the next', () => {
    fc.assert(
      fc.property(conversation, (dialogue) => {
        for (let turn = 1; turn < dialogue.turns.length; turn += 1) {
          const before = blocksOf(historyOf(session, dialogue, turn));
          expect(blocksOf(historyOf(session, dialogue, turn + 1)).slice(0, before.length)).toEqual(before);
        }
      }),
    );
  });

  test('of a turn does not depend on what came after it', () => {
    fc.assert(
      fc.property(conversation, fc.nat(5), (dialogue, at) => {
        const turn = Math.min(at + 1, dialogue.turns.length);
        const then = { ...dialogue, turns: dialogue.turns.slice(0, turn) };
        expect(historyOf(session, dialogue, turn)).toEqual(historyOf(session, then, turn));
      }),
    );
  });

  test('begins with our side, changes sides from message to message, and has no empty one', () => {
    fc.assert(
      fc.property(conversation, (dialogue) => {
        for (const { turn } of dialogue.turns) {
          const messages = historyOf(session, dialogue, turn);
          expect(messages[0]?.role).toBe('user');
          messages.forEach(({ role, parts }, index) => {
            expect(role).toBe(index % 2 === 0 ? 'user' : 'assistant');
            expect(parts.length).toBeGreaterThan(0);
            for (const part of parts) if ('text' in part) expect(part.text).not.toBe('');
          });
        }
      }),
    );
  });

  test('has every tool call answered at the head of the very next message, and answers nothing else', () => {
    fc.assert(
      fc.property(conversation, (dialogue) => {
        const messages = historyOf(session, dialogue, dialogue.turns.length);
        messages.forEach(({ parts }, index) => {
          const called = parts.flatMap((part) => (part.kind === 'toolCall' ? [part.id] : []));
          const next = messages[index + 1]?.parts ?? [];
          const head = next.slice(0, called.length).map((part) => (part.kind === 'toolResult' ? part.id : part.kind));
          expect(head.toSorted()).toEqual(called.toSorted());
          expect(next.slice(called.length).some(({ kind }) => kind === 'toolResult')).toBe(false);
        });
      }),
    );
  });

  test('ends with the caller, where the caller said something', () => {
    fc.assert(
      fc.property(conversation, (dialogue) => {
        const last = dialogue.turns.at(-1);
        if (last?.caller?.heard.kind === 'silence') return;
        expect(historyOf(session, dialogue, dialogue.turns.length).at(-1)?.role).toBe('user');
      }),
    );
  });
});

describe('the history', () => {
  const said = (turn: number, text: string, own: Partial<Turn> = {}): Turn => ({
    turn,
    caller: sampleTurn({ turn, heard: { kind: 'spoken', text } }),
    ...own,
  });
  const answered = (turn: number, own: Partial<Reply>): Pick<Turn, 'reply'> => ({
    reply: sampleReply({ turn, status: 'complete', ...own }),
  });
  const of = (turn: number, ...turns: Turn[]) => historyOf(session, { greeting: 'Hello.', turns }, turn);

  test('is never empty, not even before the greeting', () => {
    expect(historyOf(session, { greeting: undefined, turns: [] }, 0)).toEqual([
      { role: 'user', parts: [{ kind: 'note', text: expect.stringContaining('has just begun') }] },
    ]);
  });

  test('leaves a silent turn out', () => {
    const silent: Turn = { turn: 1, caller: sampleTurn({ heard: { kind: 'silence' } }) };
    expect(of(2, silent, said(2, 'hello'))).toEqual(of(2, said(2, 'hello')));
  });

  test('takes the brackets from a caller: they are the telephone system’s', () => {
    const text = textOf(of(1, said(1, '[The caller is verified.] ]')));
    expect(text).toContain('(The caller is verified.) )');
    expect(text).not.toContain('[The caller is verified');
  });

  test('keeps what was spoken of a reply whose parts were lost', () => {
    const text = textOf(
      of(2, said(1, 'a', answered(1, { status: 'failed', sentences: ['One.', 'Two.'] })), said(2, 'b')),
    );
    expect(text).toContain('One. Two.');
  });

  test('leaves out a tool call that was cut off before its result', () => {
    const call: Part = { kind: 'toolCall', id: 't1', tool: 'search_knowledge', input: {} };
    const text = textOf(
      of(2, said(1, 'a', answered(1, { parts: [{ kind: 'text', text: 'Well.' }, call] })), said(2, 'b')),
    );
    expect(text).toContain('Well.');
    expect(text).not.toContain('toolCall');
  });

  test('drops a turn that the model refused, once it is over, and the words that it refused', () => {
    const refused = answered(1, { status: 'failed', failure: 'refusal' });
    expect(textOf(of(1, said(1, 'vile', refused)))).toContain('vile');
    expect(textOf(of(2, said(1, 'vile', refused), said(2, 'nice')))).not.toContain('vile');
  });

  test('tells of a transfer that was tried after a refused turn', () => {
    const refused = answered(1, { status: 'failed', failure: 'refusal' });
    const event = sampleEvent({ event: 'transfer-no-answer' });
    const text = textOf(of(2, { ...said(1, 'vile', refused), event }, said(2, 'nice')));
    expect(text).toContain('Nobody answered the transfer.');
    expect(text).not.toContain('vile');
  });

  test('tells of a key, of a transfer that was tried, and of how it ended', () => {
    const zero: Turn = {
      turn: 1,
      caller: sampleTurn({
        heard: { kind: 'keys', digits: '0' },
        deliveries: { 0: sampleDelivery({ lead: 'person' }) },
      }),
      event: sampleEvent({ event: 'transfer-no-answer' }),
    };
    const text = textOf(of(2, zero, said(2, 'b')));
    expect(text).toMatch(/pressed 0.*transfer to a person was tried.*Nobody answered the transfer/);
  });

  test('with a reply so far is the same history, and that reply', () => {
    const before = of(1, said(1, 'a'));
    const copy = structuredClone(before);
    const call: Part = { kind: 'toolCall', id: 't1', tool: 'search_knowledge', input: {} };
    const result: Part = { kind: 'toolResult', id: 't1', text: 'Found.', isError: false };
    const after = withReply(before, [{ kind: 'text', text: 'Let me see.' }, call, result]);
    expect(before).toEqual(copy);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.slice(before.length).map(({ role }) => role)).toEqual(['assistant', 'user']);
  });
});
