import { expect } from 'vitest';
import { type Answer, callPersona } from '#test/local/claude-caller.ts';
import { fakeShop } from '#test/local/claude-shop.ts';

export const complaint = 'The wool rug from my order 4711 arrived with a stain, I want my money back.';
export const demoTiers = { rep: { credit: 10 }, manager: { refund: 100, credit: 50, subscription: true } } as const;
export const names = ({ tools }: Answer) => tools.map(({ name }) => name);

/** A caller who has proved who they are. */
export async function verified(...[options]: Parameters<typeof fakeShop>) {
  const shop = fakeShop(options);
  const caller = await callPersona(shop);
  await caller.says('Where is my order 4711?');
  expect(names(await caller.says('nora.lane@example.com'))).toContain('verify_customer');
  return { ...caller, shop };
}
