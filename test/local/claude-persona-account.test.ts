import { describe, expect, it } from 'vitest';
import { type Answer, callPersona } from '#test/local/claude-caller.ts';
import { fakeShop } from '#test/local/claude-shop.ts';

const complaint = 'The wool rug from my order 4711 arrived with a stain, I want my money back.';
const demoTiers = { rep: { credit: 10 }, manager: { refund: 100, credit: 50, subscription: true } } as const;
const names = ({ tools }: Answer) => tools.map(({ name }) => name);

async function verified(...[options]: Parameters<typeof fakeShop>) {
  const shop = fakeShop(options);
  const caller = await callPersona(shop);
  await caller.says('Where is my order 4711?');
  expect(names(await caller.says('nora.lane@example.com'))).toContain('verify_customer');
  return { ...caller, shop };
}

describe('money back', () => {
  it('asks who is calling, is denied, brings in the manager, and tells what they did', async () => {
    const shop = fakeShop({ ...demoTiers, rep: { refund: 25 } });
    const caller = await callPersona(shop);
    expect(await caller.says(complaint)).toEqual({
      text: "I'm very sorry about that. So that I know it is you, what is the e-mail address or the postcode on the order?",
      tools: [],
      rounds: 1,
    });
    const answer = await caller.says('Sure, the order number is 4711 and my email is nora.lane@example.com');
    expect(answer.tools).toEqual([
      { name: 'verify_customer', input: { orderId: '4711', email: 'nora.lane@example.com' } },
      { name: 'get_order', input: { orderId: '4711' } },
      { name: 'issue_refund', input: { orderId: '4711', lineIds: ['L1'], reason: complaint } },
      {
        name: 'escalate_to_manager',
        input: {
          reason: 'A refund of wool rug of order 4711.',
          caseFile: {
            facts:
              'The caller is verified. They named order 4711. Order 4711, placed 2026-10-24, line L1: Wool rug, natural, ' +
              `paid 89.00 USD. In their words: “${complaint}”`,
            wishes: 'A refund of wool rug of order 4711.',
            offersMade: 'None.',
            amountsTried: '89.00 USD, by refund of line L1.',
          },
        },
      },
      { name: 'issue_refund', input: { orderId: '4711', lineIds: ['L1'], reason: complaint } },
    ]);
    expect(answer.text).toBe(
      'Thank you, one moment please. That is above what I may do, so I am bringing in my manager. ' +
        'Thank you for your patience. ' +
        'Your refund of 89 dollars for the wool rug is done; you will see it within a few days.',
    );
    expect(shop.done).toEqual(['refund 89.00 USD by aiManager']);
    expect((await caller.says('Great, thank you!')).text).toMatch(/goodbye!$/);
  });

  it('brings in the manager at once where the rep has no tool for it', async () => {
    const shop = fakeShop(demoTiers);
    const caller = await callPersona(shop);
    await caller.says(complaint);
    const answer = await caller.says('20001');
    expect(names(answer)).toEqual(['verify_customer', 'get_order', 'escalate_to_manager', 'issue_refund']);
    expect(answer.tools[2]?.input).toMatchObject({ caseFile: { amountsTried: 'None.' } });
    expect(shop.done).toEqual(['refund 89.00 USD by aiManager']);
  });

  it('needs no manager where the rep may do it', async () => {
    const shop = fakeShop({ rep: { refund: 100 } });
    const caller = await callPersona(shop);
    await caller.says('I want my money back for the lamp, please.');
    await caller.says('My order number is four seven one one.');
    const answer = await caller.says('The zip code is two zero zero zero one');
    expect(answer.tools[0]).toEqual({ name: 'verify_customer', input: { orderId: '4711', postcode: '20001' } });
    expect(answer.text).toContain('Your refund of 24 dollars and 50 cents for the ceramic lamp is done');
    expect(shop.done).toEqual(['refund 24.50 USD by aiRep']);
  });

  it('says truthfully that nothing was done when the manager may not either, and offers a person', async () => {
    const shop = fakeShop({ rep: { refund: 10 }, manager: { refund: 20 } });
    const caller = await callPersona(shop);
    await caller.says(complaint);
    const answer = await caller.says("It's nora dot lane at example dot com");
    expect(names(answer)).toEqual(['verify_customer', 'get_order', 'issue_refund']);
    expect(answer.text).toMatch(/I'm sorry, nothing was done\. Shall I connect you to a colleague\?$/);
    expect(shop.done).toEqual([]);
    const [transfer] = (await caller.says('Yes please.')).tools;
    expect(transfer).toMatchObject({
      name: 'transfer_to_human',
      input: { summary: expect.stringContaining(complaint) },
    });
  });

  it('promises nothing where nobody can do it', async () => {
    const caller = await callPersona(fakeShop({ rep: {}, person: false }));
    await caller.says(complaint);
    expect((await caller.says('20001')).text).toMatch(
      /I'm sorry, nothing has been done\. That is more than I may do here\.$/,
    );
  });

  it('asks which item is meant where the words do not tell', async () => {
    const { says, shop } = await verified({ rep: { refund: 100 } });
    const question = await says('I want a refund for my order 4711');
    expect(question.text).toMatch(/Which one do you mean: the wool rug or the ceramic lamp\?$/);
    const answer = await says('The lamp, please.');
    expect(answer.tools.at(-1)).toMatchObject({ name: 'issue_refund', input: { lineIds: ['L2'] } });
    expect(shop.done).toEqual(['refund 24.50 USD by aiRep']);
  });

  it('refunds all of an order where all of it is wanted', async () => {
    const { says } = await verified({ rep: { refund: 200 } });
    const answer = await says('I want my money back for the whole order.');
    expect(answer.tools.at(-1)?.input).not.toHaveProperty('lineIds');
    expect(answer.text).toContain('Your refund of 113 dollars and 50 cents is done');
  });

  it('does it once, and says so when it was given back before', async () => {
    const { says, shop } = await verified({ rep: { refund: 100 } });
    expect((await says(complaint)).text).toContain('is done');
    expect((await says(complaint)).text).toMatch(/nothing was done\. There is nothing left to refund there\./);
    expect(shop.done).toHaveLength(1);
  });

  it('claims nothing while it is being checked', async () => {
    const shop = fakeShop({ rep: { refund: 100 } });
    const unsure =
      'It is not certain yet whether it went through, and it is being checked. Do not say that it was done.';
    const caller = await callPersona({
      ...shop,
      results: { ...shop.results, issue_refund: { content: unsure, is_error: true } },
    });
    await caller.says(complaint);
    expect((await caller.says('20001')).text).toMatch(
      /I can't say yet whether that went through\. It is being checked/,
    );
    const again = await caller.says('I want my money back for the rug!');
    expect(names(again)).toEqual([]);
    expect(again.text).toMatch(/being checked/);
  });

  it('answers a question about the rules from the knowledge', async () => {
    const knowledge = [{ title: 'Returns', text: 'Money goes back within five working days of arrival.' }];
    const caller = await callPersona({ ...fakeShop(demoTiers), knowledge });
    for (const question of ['How long does a refund take?', 'Can I get my money back if it does not fit?']) {
      expect(names(await caller.says(question))).toEqual(['search_knowledge']);
    }
  });
});

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
