import { appendFileSync } from 'node:fs';
import { it } from 'vitest';
import { persona } from '#local/claude/persona.ts';
import { demoConfig } from '#local/demo-company.ts';
import { startShop } from '#local/shop/server.ts';
import { shopKey, useWorld } from '#test/support/world.ts';

const world = useWorld({});
const log = (s: string) => appendFileSync('/tmp/scratch.log', `${s}\n`);

const stories: string[][] = [
  [
    'The wool rug from my order 4711 arrived with a stain, I want my money back.',
    'The order number is 4711 and my e-mail is dana@example.com',
    'Thank you, goodbye!',
  ],
  [
    'Hi, I ordered a wool rug last week. How long does delivery take?',
    'And if the color does not fit, can I send it back?',
    'Where is my order 4712?',
    'Dana at example dot com',
    'The delivery was two weeks late. I want a credit of 8 dollars for that.',
    'Please pause my Pine Club.',
    'Yes please.',
    'Great, that is all. Thank you, goodbye!',
  ],
  ['I want a credit of 30 dollars for the trouble with my order 4711', 'My postcode is 2 0 0 0 1', 'okay, bye'],
  ['I want my money back for the oak table of order 4720', 'My phone number is 202 555 0124', 'Yes please'],
  ['I want my money back for order 4600', 'dana@example.com', 'yes'],
  ['Where is my order 4711', 'nora@example.com', 'nina@example.com', 'nana@example.com', 'nono@example.com', 'yes'],
  ['I want to speak to your manager', 'I want my money back for the curtains', '4711 and 20001'],
];
it.each(stories.map((s, i) => [i, s] as const))('%s', { timeout: 60000 }, async (i, story) => {
  const { company, caller, claude, account } = world();
  const shop = await startShop({ signingKey: shopKey });
  const phoneNumber = `+1202555011${i}`;
  await company({ ...(demoConfig as any), companyId: `c${i}`, phoneNumber, shop });
  claude.always(persona);
  const call = await caller({ to: phoneNumber } as any);
  for (const words of story) {
    log(`CALLER ${words}`);
    const before = call.heard.length;
    if (call.ending) {
      log(JSON.stringify(call.ending));
      break;
    }
    await call.says(words);
    for (const h of call.heard.slice(before)) log(`  AI ${(h as any).line?.text ?? JSON.stringify(h)}`);
  }
  log(
    JSON.stringify(shop.books.effects?.map((e: any) => [e.command.kind, e.command.amountMinor, e.result.kind])) + '\n',
  );
  await shop.close();
});
