import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerOf } from '#lib/domain/deliver.ts';
import type { Delivery, Lead, Reply } from '#lib/domain/dialogue.ts';
import { sampleCall, sampleDelivery, sampleProfile, sampleReply } from '#test/support/samples.ts';

/** The sample profile words every script as "(purpose)". */
const call = sampleCall({ profile: sampleProfile() });
const { person: _, ...profileAlone } = sampleProfile();
const alone = sampleCall({ profile: profileAlone });

const texts = ({ lines }: ReturnType<typeof answerOf>): string[] => lines.map(({ text }) => text);
const reply = (own: Partial<Reply> = {}): Reply =>
  sampleReply({ status: 'complete', sentences: ['One.', 'Two.'], ...own });
const told = (lead: Lead, own: Partial<Delivery> = {}): Delivery => sampleDelivery({ from: 0, to: 2, lead, ...own });

const leads: [Lead, string[], string[], string][] = [
  ['continue', ['One.', 'Two.'], ['One.', 'Two.'], 'continue'],
  ['listen', ['One.', 'Two.'], ['One.', 'Two.'], 'listen'],
  ['transfer', ['One.', 'Two.'], ['One.', 'Two.'], 'transfer'],
  ['end', ['One.', 'Two.'], ['One.', 'Two.'], 'hangup'],
  ['too-slow', ['One.', 'Two.', '(tooSlow)'], ['One.', 'Two.', '(tooSlowNoPerson)'], 'listen'],
  ['refused', ['One.', 'Two.', '(refusal)'], ['One.', 'Two.', '(refusalNoPerson)'], 'listen'],
  ['failed-person', ['One.', 'Two.', '(failedToPerson)'], ['One.', 'Two.', '(failedToPerson)'], 'transfer'],
  ['failed-again', ['One.', 'Two.', '(failedTryAgain)'], ['One.', 'Two.', '(failedTryAgain)'], 'listen'],
  ['failed-end', ['One.', 'Two.', '(failedGoodbye)'], ['One.', 'Two.', '(failedGoodbye)'], 'hangup'],
  ['nudge-1', ['(firstNudge)'], ['(firstNudge)'], 'listen'],
  ['nudge-2', ['(secondNudge)'], ['(secondNudge)'], 'listen'],
  ['silence-person', ['(transfer)'], ['(transfer)'], 'transfer'],
  ['silence-end', ['(silenceGoodbye)'], ['(silenceGoodbye)'], 'hangup'],
  ['person', ['(transfer)'], ['(transfer)'], 'transfer'],
  ['no-person', ['(noPerson)'], ['(noPerson)'], 'listen'],
];

describe('an answer', () => {
  test.each(leads)(
    'that leads to %s says what it should, with a person and without, and goes on',
    (lead, withPerson, without, next) => {
      expect(texts(answerOf(call, 3, 0, told(lead), reply()))).toEqual(withPerson);
      expect(texts(answerOf(alone, 3, 0, told(lead), reply()))).toEqual(without);
      expect(answerOf(call, 3, 0, told(lead), reply()).next.kind).toBe(next);
    },
  );

  test('leads on to the next part, the next turn, or this turn’s transfer', () => {
    expect(answerOf(call, 3, 4, told('continue'), reply()).next).toEqual({ kind: 'continue', turn: 3, part: 5 });
    expect(answerOf(call, 3, 4, told('listen'), reply()).next).toMatchObject({
      kind: 'listen',
      turn: 4,
      listening: { language: 'en', hints: ['Acme', 'oolong'], silenceSeconds: 5, endOfSpeechSeconds: 1 },
    });
    expect(answerOf(call, 3, 4, told('transfer'), reply()).next).toEqual({ kind: 'transfer', attempt: 3, index: 0 });
  });

  test('says the sentences that it was told to say, and no other', () => {
    const sentences = ['One.', 'Two.', 'Three.', 'Four.'];
    expect(texts(answerOf(call, 1, 1, told('listen', { from: 1, to: 3 }), reply({ sentences })))).toEqual([
      'Two.',
      'Three.',
    ]);
    // What came after it was decided waits for the next part.
    expect(texts(answerOf(call, 1, 1, told('continue', { from: 2, to: 2 }), reply({ sentences })))).toEqual([]);
  });

  test('to a transfer or an end without a word of the model says our own', () => {
    const silent = reply({ sentences: [] });
    expect(texts(answerOf(call, 1, 0, told('transfer', { to: 0 }), silent))).toEqual(['(transfer)']);
    expect(texts(answerOf(call, 1, 0, told('end', { to: 0 }), silent))).toEqual(['(goodbye)']);
    expect(texts(answerOf(call, 1, 0, told('end', { to: 0 }), undefined))).toEqual(['(goodbye)']);
  });

  test('that was spoken to its end in earlier parts is not followed by a goodbye of ours', () => {
    expect(answerOf(call, 1, 2, told('end', { from: 2, to: 2 }), reply())).toEqual({
      lines: [],
      next: { kind: 'hangup' },
    });
  });

  test('is spoken by the tier that gives it, a filler by the tier that was at it', () => {
    const { voices } = call.profile;
    const voicesOf = (answer: ReturnType<typeof answerOf>) => [...new Set(answer.lines.map(({ voice }) => voice))];
    const manager = reply({ tier: 'aiManager' });
    expect(voicesOf(answerOf(call, 1, 0, told('too-slow'), manager))).toEqual([voices.aiManager]);
    expect(voicesOf(answerOf(call, 1, 0, told('nudge-1'), undefined))).toEqual([voices.aiRep]);
    const filler = told('continue', { to: 0, filler: 1 });
    expect(voicesOf(answerOf(call, 1, 0, { ...filler, tier: 'aiManager' }, undefined))).toEqual([voices.aiManager]);
    // Nobody was at it then; that somebody is now must not change the repeat.
    expect(voicesOf(answerOf(call, 1, 0, filler, manager))).toEqual([voices.aiRep]);
  });
});

test('whatever was recorded, the same answer comes again, says nothing empty, and never just stops', () => {
  const delivery = fc.record(
    {
      from: fc.nat(4),
      to: fc.nat(4),
      lead: fc.constantFrom(...leads.map(([lead]) => lead)),
      filler: fc.nat(20),
    },
    { requiredKeys: ['from', 'to', 'lead'] },
  );
  const replies = fc.option(
    fc.array(fc.stringMatching(/^[A-Z][a-z]{1,8}\.$/), { maxLength: 4 }).map((sentences) => reply({ sentences })),
    { nil: undefined },
  );
  fc.assert(
    fc.property(delivery, replies, fc.boolean(), fc.nat(60), (recorded, of, withPerson, part) => {
      const caller = withPerson ? call : alone;
      const answer = answerOf(caller, 2, part, recorded, of);
      expect(answerOf(caller, 2, part, recorded, of)).toEqual(answer);
      for (const { text } of answer.lines) expect(text).toMatch(/\S/);
      const said = answer.lines.filter(({ text }) => !text.startsWith('('));
      expect(said.map(({ text }) => text)).toEqual(
        said.length === 0 ? [] : of?.sentences.slice(recorded.from, recorded.to),
      );
      expect(['continue', 'listen', 'transfer', 'hangup']).toContain(answer.next.kind);
    }),
  );
});
