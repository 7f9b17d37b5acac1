import { describe, expect, it } from 'vitest';
import { callPersona, type Knowledge } from '#test/local/claude-caller.ts';

const knowledge: Knowledge = [
  {
    title: 'Shipping',
    text: 'Orders leave our warehouse within one day. Delivery takes 3 to 5 working days. Large furniture needs an appointment.',
  },
  { title: 'Returns', text: 'You can return any item within 30 days of delivery. The refund arrives within a week.' },
  { title: 'Opening hours', text: 'We are open Monday to Saturday from 9 to 18.' },
  { title: 'Oak dining table', text: 'The oak dining table is 180 centimetres long and seats six people.' },
];

it('answers a question from the knowledge, the first sentence short', async () => {
  const caller = await callPersona({ knowledge });
  const answer = await caller.says('How long does shipping take?');
  expect(answer.tools).toEqual([{ name: 'search_knowledge', input: { query: 'shipping delivery time' } }]);
  expect(answer.text).toMatch(/^Let me tell you about shipping\. .*3 to 5 working days\./);
  expect(answer.text.split(/[.!?](?= |$)/).filter(Boolean).length).toBeLessThanOrEqual(3);
});

it('knows nothing that the knowledge does not say', async () => {
  const caller = await callPersona({
    knowledge: [{ title: 'Shipping', text: 'Delivery takes eleven weeks by mule.' }],
  });
  expect((await caller.says('When will you deliver?')).text).toContain('eleven weeks by mule');
  const unknown = await caller.says('And what about the warranty?');
  expect(unknown.text).toBe("I'm sorry, I don't have that information. Shall I connect you to a colleague?");
});

it('finds products by the words of the question', async () => {
  const caller = await callPersona({ knowledge });
  expect((await caller.says('How big is the oak table?')).text).toContain('180 centimetres');
  expect((await caller.says('Do you have something that seats six people?')).text).toContain('seats six people');
});

it('does not answer with something else about the same product', async () => {
  const caller = await callPersona({ knowledge });
  expect((await caller.says('How expensive is the oak table?')).text).toMatch(/^I'm sorry, I don't have that/);
});

it('says it again when asked to', async () => {
  const caller = await callPersona({ knowledge });
  const { text } = await caller.says('When are you open?');
  expect(await caller.says('Could you repeat that?')).toEqual({ text, tools: [], rounds: 1 });
});

it('reads search results that come as JSON', async () => {
  const content = JSON.stringify({
    results: [{ title: 'Hours', text: 'We are open from 9 to 18 every day.', score: 3 }],
  });
  const caller = await callPersona({ results: { search_knowledge: { content } } });
  expect((await caller.says('When are you open?')).text).toBe(
    'Sure, here are our opening hours. We are open from 9 to 18 every day.',
  );
});

it('connects who asks for a person, with the story told', async () => {
  const caller = await callPersona();
  const answer = await caller.says('Can I speak to a human please?');
  expect(answer.text).toBe("Of course, I'll connect you right away.");
  expect(answer.tools).toMatchObject([{ name: 'transfer_to_human' }]);
  expect(answer.tools[0]?.input).toEqual({
    reason: 'The caller asked for a person.',
    summary: 'They said: “Can I speak to a human please?”',
  });
});

it('connects who is furious without arguing', async () => {
  const caller = await callPersona({ knowledge });
  const answer = await caller.says('This is ridiculous, my delivery is two weeks late!');
  expect(answer.text).toMatch(/^I'm really sorry about this\./);
  expect(answer.tools).toMatchObject([{ name: 'transfer_to_human', input: { reason: 'The caller is upset.' } }]);
});

it('promises no person where no transfer is offered', async () => {
  const caller = await callPersona({ tools: ['search_knowledge'] });
  const answer = await caller.says('I want to talk to a person');
  expect(answer.tools).toEqual([]);
  expect(answer.text).toMatch(/can't transfer you/);
});

it('says so when the transfer failed', async () => {
  const caller = await callPersona({ results: { transfer_to_human: { content: 'No line.', is_error: true } } });
  expect((await caller.says('Put me through to a person.')).text).toMatch(/couldn't reach anyone/);
});

describe('a spoken message', () => {
  const tools = ['transfer_to_human', 'record_message'];
  const busy = '[The person’s line was busy. The caller was told, and is back with you.]';

  it('is left by who asks for it, and is about what they said before', async () => {
    const caller = await callPersona({ tools, results: { record_message: { content: 'They are asked.' } } });
    await caller.says('The ceramic lamp I got from you yesterday hums.');
    const answer = await caller.says('Can I leave a message?');
    expect(answer.text).toBe('Of course.');
    expect(answer.tools).toEqual([
      { name: 'record_message', input: { reason: 'The ceramic lamp I got from you yesterday hums.' } },
    ]);
  });

  it('is offered to who asks for a person again, and who insists is put through', async () => {
    const caller = await callPersona({ tools });
    await caller.says('Put me through to a person.');
    caller.messages.push({ role: 'user', content: busy });
    const again = await caller.says('I want to talk to a person.');
    expect(again).toMatchObject({
      text: expect.stringMatching(/^I tried just now.*leave a spoken message/),
      tools: [],
    });
    expect((await caller.says('No, thank you.')).text).toMatch(/What else can I do for you\?$/);
    expect((await caller.says('Then a person after all.')).tools).toMatchObject([{ name: 'transfer_to_human' }]);
  });

  it('is not recorded where a person can be had: that one is offered', async () => {
    const refused = { content: 'Nothing was recorded: a person can be had now.', is_error: true };
    const caller = await callPersona({ tools, results: { record_message: refused } });
    expect((await caller.says('Let me leave a message.')).text).toMatch(
      /somebody on the team right now.*Shall I connect/,
    );
    expect((await caller.says('Yes, please.')).tools).toMatchObject([{ name: 'transfer_to_human' }]);
  });
});

it('asks for the order number, and is honest about what it cannot see', async () => {
  const caller = await callPersona({ knowledge });
  expect((await caller.says("Where's my order?")).text).toMatch(/What is your order number\?$/);
  const answer = await caller.says('four seven one one');
  expect(answer.text).toBe(
    "Thank you, order 4 7 1 1. I can't look into orders from here, I'm afraid. Shall I connect you to a colleague?",
  );
  expect((await caller.says('Yes please.')).tools).toMatchObject([{ name: 'transfer_to_human' }]);
});

it('takes an order number from the keypad', async () => {
  const caller = await callPersona();
  await caller.says('Where is my package?');
  expect((await caller.says('[The caller pressed 4712 on the keypad.]')).text).toContain('order 4 7 1 2');
});

it('goes on when a person is declined', async () => {
  const caller = await callPersona();
  await caller.says('Where is my order 4711?');
  expect((await caller.says('No, thank you.')).text).toMatch(/What else can I do for you\?$/);
});

it('says that it is an AI', async () => {
  const caller = await callPersona({ tools: [] });
  expect((await caller.says('Are you a robot?')).text).toMatch(/^I'm an AI assistant at Maple & Pine\. Not a person/);
  expect((await caller.says('Wait, am I talking to a human?')).text).toMatch(/AI assistant/);
});

it.each(['Thank you, goodbye!', "That's all, thanks.", 'Thanks a lot.'])(
  'says goodbye and ends at “%s”',
  async (words) => {
    const caller = await callPersona();
    const answer = await caller.says(words);
    expect(answer.text).toBe('Thank you for calling Maple & Pine. Have a lovely day, goodbye!');
    expect(answer.tools).toEqual([{ name: 'end_conversation', input: { outcome: 'resolved' } }]);
  },
);

it('answers a question that comes with thanks instead of hanging up', async () => {
  const caller = await callPersona({ knowledge });
  const answer = await caller.says('Thanks, and how do returns work?');
  expect(answer.text).toContain('within 30 days');
  expect(answer.tools).toMatchObject([{ name: 'search_knowledge' }]);
});

it('makes small talk in a sentence or two', async () => {
  const caller = await callPersona();
  expect((await caller.says('Hi there!')).text).toBe('Hello, lovely to hear from you. How can I help?');
  expect((await caller.says('How are you today?')).text).toMatch(/^Very well, thank you/);
  expect((await caller.says('I have a question.')).text).toMatch(/What would you like to know\?$/);
});

it('offers what it can do when it does not understand, and a person the second time', async () => {
  const caller = await callPersona();
  expect((await caller.says('Purple elephants tomorrow')).text).toMatch(/shipping, returns, opening hours/);
  expect((await caller.says('Blue giraffes yesterday')).text).toMatch(/Shall I connect you to a colleague\?$/);
});

it('offers nothing that its tools do not give', async () => {
  const caller = await callPersona({ tools: [] });
  expect((await caller.says('Purple elephants tomorrow')).text).not.toMatch(/shipping|colleague/);
  expect((await caller.says('When are you open?')).text).toBe("I'm sorry, I can't look that up.");
  expect((await caller.says('Bye!')).tools).toEqual([]);
});

it('says the same to the same words', async () => {
  const said = await Promise.all(
    [1, 2].map(async () => (await (await callPersona({ knowledge })).says('Do you ship sofas?')).text),
  );
  expect(said[0]).toBe(said[1]);
});

const callsBack = {
  tools: ['schedule_callback', 'transfer_to_human'],
  results: {
    schedule_callback: {
      content:
        'Promised (cb_1): Maple & Pine calls back on the number of this call, Tuesday, November 3, 3:00 – 4:00 PM EST. Say exactly this to the caller, and promise nothing beyond it.',
    },
  },
};

it.each([
  ['Please call me back tomorrow at three.', '2026-11-03T15:00', '2026-11-03T16:00'],
  ['Can somebody call me back today at 11?', '2026-11-02T11:00', '2026-11-02T12:00'],
  ['A call back tomorrow morning would be fine.', '2026-11-03T09:00', '2026-11-03T12:00'],
])('promises a call back: %s', async (words, from, to) => {
  const caller = await callPersona(callsBack);
  const answer = await caller.says(words);
  expect(answer.tools).toMatchObject([{ name: 'schedule_callback', input: { when: { from, to } } }]);
  expect(answer.text).toContain('We will call you back on this number: Tuesday, November 3, 3:00 – 4:00 PM EST.');
});

it('asks for the time where none was said, and says so when it does not work', async () => {
  const results = { schedule_callback: { content: 'Nothing was promised. That time has passed.', is_error: true } };
  const caller = await callPersona({ ...callsBack, results });
  expect((await caller.says('My rug has a stain. Can you call me back?')).text).toMatch(/^Of course\. When suits you/);
  const answer = await caller.says('In the afternoon.');
  expect(answer.tools).toMatchObject([{ input: { reason: 'My rug has a stain. Can you call me back?' } }]);
  expect(answer.text).toMatch(/Which other time suits you\?$/);
});

it('promises no call back where none is offered', async () => {
  const caller = await callPersona();
  expect((await caller.says('Please call me back tomorrow.')).tools).toEqual([]);
});
