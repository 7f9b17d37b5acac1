import { describe, expect, it } from 'vitest';
import { callPersona } from '#test/local/claude-caller.ts';
import { fakeShop } from '#test/local/claude-shop.ts';
import { complaint, demoTiers, names, verified } from '#test/local/claude-verified.ts';

describe('who is calling', () => {
  it('asks for both facts, and for the one that is missing', async () => {
    const caller = await callPersona(fakeShop(demoTiers));
    expect((await caller.says('Where is my order?')).text).toMatch(
      /what is your order number, and your e-mail address/,
    );
    expect((await caller.says('It is 4711.')).text).toMatch(
      /^Thank you, that helps\. .* e-mail address or the postcode/,
    );
    expect((await caller.says("Oh, I don't know that.")).text).toMatch(/Shall I connect you to a colleague\?$/);
    expect(names(await caller.says('Maybe the phone number, 202 555 0199?'))).toContain('verify_customer');
  });

  it('takes an order number from the keypad, and what was corrected', async () => {
    const caller = await callPersona(fakeShop(demoTiers));
    await caller.says('Where is my order?');
    await caller.says('[The caller pressed 4712 on the keypad.]');
    const wrong = await caller.says('nora.lane@example.com');
    expect(wrong.text).toMatch(/does not match\. .*Shall I connect you to a colleague\?$/);
    const right = await caller.says('No wait, order 4711');
    expect(right.tools[0]?.input).toEqual({ orderId: '4711', email: 'nora.lane@example.com' });
    expect(right.text).toMatch(/Order 4 7 1 1, placed on October 24, is on its way\.$/);
  });

  it('tries no facts twice', async () => {
    const caller = await callPersona(fakeShop(demoTiers));
    await caller.says('Where is my order 4712?');
    expect(names(await caller.says('20001'))).toEqual(['verify_customer']);
    const again = await caller.says('20001');
    expect(names(again)).toEqual([]);
    expect(again.text).toMatch(/does not match/);
  });

  it('offers a person once no more tries are left, and touches nothing', async () => {
    const caller = await callPersona(fakeShop({ ...demoTiers, tries: 0 }));
    await caller.says(complaint);
    const locked = await caller.says('20001');
    expect(names(locked)).toEqual(['verify_customer']);
    expect(locked.text).toMatch(/I can't verify you on this call\. .*Shall I connect you to a colleague\?$/);
    expect(names(await caller.says('My email is nora.lane@example.com'))).toEqual([]);
    expect(names(await caller.says('Yes.'))).toEqual(['transfer_to_human']);
  });
});

describe('the manager', () => {
  it('comes when asked for, and is told the story', async () => {
    const shop = fakeShop(demoTiers);
    const caller = await callPersona(shop);
    await caller.says(complaint);
    const answer = await caller.says('I want to speak to your manager!');
    expect(names(answer)).toEqual(['escalate_to_manager']);
    expect(answer.text).toMatch(/^Of course, I am bringing in my manager\. .*postcode on the order\?$/);
    expect(answer.tools[0]?.input).toMatchObject({ caseFile: { facts: expect.stringContaining(complaint) } });
    expect((await caller.says('20001')).text).toContain('Your refund of 89 dollars');
    expect(shop.done).toEqual(['refund 89.00 USD by aiManager']);
    expect((await caller.says('Give me your manager')).text).toMatch(/speaking with the manager already\. Shall I/);
  });

  it('asks what it is about where nothing was said', async () => {
    const caller = await callPersona(fakeShop(demoTiers));
    expect((await caller.says('Get me your supervisor please')).text).toMatch(/what can I do for you\?$/);
  });

  it('is a person where there is no AI manager', async () => {
    const caller = await callPersona(fakeShop({ rep: {} }));
    expect(names(await caller.says("I'd like to speak to a manager"))).toEqual(['transfer_to_human']);
  });

  it('is not claimed to have come when they did not', async () => {
    const shop = fakeShop(demoTiers);
    const escalate_to_manager = { content: 'The manager could not take over. Nothing was done.', is_error: true };
    const caller = await callPersona({ ...shop, results: { ...shop.results, escalate_to_manager } });
    await caller.says(complaint);
    expect((await caller.says('20001')).text).toMatch(
      /my manager can't take over now\. Nothing has been done so far\./,
    );
  });
});

describe('a goodwill credit', () => {
  it('is given within what the rep may', async () => {
    const { says, shop } = await verified(demoTiers);
    const answer = await says('It came two weeks late. I want a credit of 8 dollars for the trouble.');
    expect(answer.text).toMatch(/A credit of 8 dollars is on your account now\.$/);
    expect(shop.done).toEqual(['credit 8.00 USD by aiRep']);
  });

  it('is given by the manager beyond that, after asking how much', async () => {
    const { says, shop } = await verified(demoTiers);
    expect((await says('I think some compensation is due.')).text).toMatch(/What amount would make it right\?$/);
    const answer = await says('Thirty dollars.');
    expect(names(answer)).toEqual(['apply_credit', 'escalate_to_manager', 'apply_credit']);
    expect(answer.text).toContain('A credit of 30 dollars is on your account now.');
    expect(shop.done).toEqual(['credit 30.00 USD by aiManager']);
  });
});

describe('a subscription', () => {
  it('is changed after a yes, by the manager where the rep may not', async () => {
    const { says, shop } = await verified(demoTiers);
    const question = await says('Please pause my Pine Club.');
    expect(question.text).toMatch(/Just to be sure\. Shall I pause your Pine Club monthly\?$/);
    expect(shop.done).toEqual([]);
    const answer = await says('Yes, please.');
    expect(names(answer)).toEqual(['escalate_to_manager', 'change_subscription']);
    expect(answer.tools[1]?.input).toMatchObject({ change: 'pause' });
    expect(answer.text).toContain('Your Pine Club monthly is paused now.');
    expect(shop.done).toEqual(['pause by aiManager']);
  });

  it('is left alone after a no', async () => {
    const { says, shop } = await verified({ rep: { subscription: true } });
    expect((await says('I want to cancel my subscription')).text).toMatch(/Shall I cancel your Pine Club monthly\?$/);
    expect((await says('No, leave it.')).text).toMatch(/What else can I do for you\?$/);
    expect(shop.done).toEqual([]);
  });
});

describe('where an order is', () => {
  it('says what the shop says', async () => {
    const caller = await callPersona(fakeShop());
    await caller.says("My parcel hasn't arrived yet.");
    const answer = await caller.says('nora.lane@example.com, zip 20001');
    expect(names(answer)).toEqual(['verify_customer', 'list_orders']);
    expect(answer.text).toMatch(/Order 4 7 1 1, placed on October 24, is on its way\.$/);
  });

  it('asks for the number again where there is no such order', async () => {
    const { says } = await verified({});
    expect((await says('Where is my order 4799?')).text).toMatch(/can't find that order\. You may tell me the number/);
  });
});

it('says sentences one can speak: one to three, the first one short', async () => {
  const shop = fakeShop({ ...demoTiers, rep: { refund: 25 } });
  const caller = await callPersona(shop);
  for (const words of [complaint, '20001', 'Where is my order 4711?', 'Please pause my club', 'Yes', 'My manager?']) {
    await caller.says(words);
  }
  for (const { role, content } of caller.messages.slice(2)) {
    if (role !== 'assistant' || typeof content === 'string') continue;
    const text = content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('');
    const sentences = text.split(/(?<=[.!?]) /).filter(Boolean);
    expect(sentences.length).toBeLessThanOrEqual(3);
    expect((sentences[0] ?? '').split(' ').length, text).toBeLessThanOrEqual(14);
  }
});
