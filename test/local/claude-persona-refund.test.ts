import { describe, expect, it } from 'vitest';
import { callPersona } from '#test/local/claude-caller.ts';
import { fakeShop } from '#test/local/claude-shop.ts';
import { complaint, demoTiers, names, verified } from '#test/local/claude-verified.ts';

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
