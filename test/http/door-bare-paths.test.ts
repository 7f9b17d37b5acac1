import { beforeAll, describe, expect, test } from 'vitest';
import { demo } from '#local/demo-company.ts';
import { knock, nextPath, ringFields, spoken, verbsOf, voicePath } from '#test/support/front-door.ts';
import { sampleTurn } from '#test/support/samples.ts';
import { useWorld } from '#test/support/world.ts';

/** What operators type into the Twilio console carries no place: it means "where this call is now". */
const world = useWorld();
const alone = { companyId: 'alone', phoneNumber: '+12025550101' };
beforeAll(() => world().company({ ...alone, displayName: 'Alone Ltd' }));

type Fields = Record<string, string>;
/** A call in the hands of the test. */
function dial(own: Fields = {}) {
  const call = String(ringFields().CallSid);
  const at = (path: string, fields: Fields = {}) =>
    knock({
      path: path.startsWith('/') ? path : voicePath(path),
      fields: ringFields({ CallSid: call, ...own, ...fields }),
    });
  const answered = async (path: string, words: string, text: string) => {
    world().claude.script({ text });
    let answer = await at(path, { SpeechResult: words });
    while (verbsOf(answer).at(-1)?.verb === 'Redirect') answer = await at(nextPath(answer) ?? '');
    return answer;
  };
  return { call, at, answered };
}

describe('the bare /speech', () => {
  test('of a call that we do not know greets', async () => {
    const { at, call } = dial();
    const answer = await at('speech', { SpeechResult: 'Hello?' });
    expect(spoken(answer)).toMatch(/^Hello, this is Ada/);
    expect(nextPath(answer)).toBe(voicePath('speech/1'));
    expect(await world().stores.calls.find(call)).toBeDefined();
  });

  test('after the greeting is the first turn', async () => {
    const { at, answered } = dial();
    await at('inbound');
    const answer = await answered('speech', 'Hello?', 'Good day.');
    expect(nextPath(answer)).toBe(voicePath('speech/2'));
  });

  test('without a word is a silent turn', async () => {
    const { at } = dial();
    await at('inbound');
    expect(spoken(await at('speech'))).toMatch(/I'm listening/);
    const second = await at('speech');
    expect(spoken(second)).toMatch(/still there/);
    expect(nextPath(second)).toBe(voicePath('speech/3'));
  });

  test('while an answer is being written is its next part', async () => {
    const { at } = dial();
    await at('inbound');
    world().claude.script({ text: ['One. ', 'Two', ' it is.'], pace: { betweenTokensMs: 300 } });
    const first = await at('speech', { SpeechResult: 'Count.' });
    expect(spoken(first)).toBe('One.');
    expect(nextPath(first)).toBe(voicePath('speech/1/1'));
    const second = await at('speech');
    expect(spoken(second)).toBe('Two it is.');
    // What the path of that part is told, too.
    expect((await at('speech/1/1')).body).toBe(second.body);
    expect(world().claude.requests).toHaveLength(1);
  });

  test('between two turns is the next one', async () => {
    const { at, answered } = dial();
    await at('inbound');
    await answered('speech/1', 'Hello?', 'Good day.');
    await answered('speech/2', 'How are you?', 'Fine.');
    expect(nextPath(await answered('speech', 'Good.', 'Yes.'))).toBe(voicePath('speech/4'));
  });

  test('after a transfer listens', async () => {
    const { at } = dial();
    await at('inbound');
    await at('speech/1', { Digits: '0' });
    await at('escalate/1/result', { DialCallStatus: 'busy' });
    expect(nextPath(await at('speech'))).toBe(voicePath('speech/3'));
  });

  test('of a call that is over says so', async () => {
    const { at } = dial();
    await at('inbound');
    await at('status-callback', { CallStatus: 'completed' });
    for (const path of ['speech', 'escalate', 'inbound']) expect(spoken(await at(path))).toMatch(/already ended/);
  });
});

describe('the bare /escalate', () => {
  const dialled = (answer: Awaited<ReturnType<typeof knock>>) => {
    const dial = verbsOf(answer).at(-1);
    return dial?.verb === 'Dial' ? { to: dial.numbers[0]?.number, result: nextPath(answer) } : undefined;
  };
  const comesBackAfter = (attempt: number) => ({
    to: demo.personPhone,
    result: voicePath(`escalate/${attempt}/result.0`),
  });

  test('of a call that we do not know greets', async () => {
    expect(spoken(await dial().at('escalate'))).toMatch(/^Hello, this is Ada/);
  });

  test('after the greeting dials the person, and comes back to the first turn', async () => {
    const { at } = dial();
    await at('inbound');
    expect(dialled(await at('escalate'))).toEqual(comesBackAfter(0));
    const back = await at('escalate/0/result', { DialCallStatus: 'no-answer' });
    expect(spoken(back)).toMatch(/nobody on the team picked up/);
    expect(nextPath(back)).toBe(voicePath('speech/1'));
  });

  test('after some turns comes back to the next one', async () => {
    const { at, answered } = dial();
    await at('inbound');
    await answered('speech/1', 'Hello?', 'Good day.');
    await answered('speech/2', 'How are you?', 'Fine.');
    expect(dialled(await at('escalate'))).toEqual(comesBackAfter(2));
    const back = await at('escalate/2/result', { DialCallStatus: 'busy' });
    expect(nextPath(back)).toBe(voicePath('speech/3'));
  });

  test('while an answer is awaited comes back to the turn after it', async () => {
    const { at, call } = dial();
    await at('inbound');
    const claimed = sampleTurn({ sessionId: `sess_${call}`, companyId: demo.companyId, turn: 1 });
    await world().stores.dialogues.claim(claimed);
    expect(dialled(await at('escalate'))).toEqual(comesBackAfter(1));
  });

  test('after a transfer in vain is another attempt, with an end of its own', async () => {
    const { at } = dial();
    await at('inbound');
    await at('speech/1', { Digits: '0' });
    await at('escalate/1/result', { DialCallStatus: 'busy' });
    const again = dialled(await at('escalate'));
    expect(again?.to).toBe(demo.personPhone);
    const talked = await at(again?.result ?? '', { DialCallStatus: 'completed', DialBridged: 'true' });
    expect(spoken(talked)).toMatch(/conversation with my colleague has ended/);
  });

  test('where there is no person says so, and listens', async () => {
    const { at } = dial({ To: alone.phoneNumber });
    await at('inbound');
    const answer = await at('escalate');
    expect(spoken(answer)).toMatch(/I don't have a person/);
    expect(nextPath(answer)).toBe(voicePath('speech/1'));
  });
});
