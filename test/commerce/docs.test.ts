import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { signCommerceRequest } from '#lib/adapters/commerce/webhook-signature.ts';
import { ShopCustomers, ShopDone, ShopOrders, ShopRefusal, ShopResult } from '#lib/contracts/commerce-answers.ts';
import { CommerceQuestion, CommerceRequest, signatureToleranceSeconds } from '#lib/contracts/commerce-webhook.ts';
import { quoted, tableUnder } from '#test/house/docs.ts';

const file = 'docs/commerce-webhook.md';
const text = readFileSync(file, 'utf8');
const examples = [...text.matchAll(/```json\n(.*?)```/gs)].map(([, json = '']) => JSON.parse(json));

it('lists every type that is asked, and no other', () => {
  const types = CommerceQuestion.def.options.map((option) => [...option.def.shape.type.def.values][0]);
  expect(tableUnder(file, '## What we ask').map(([type = '']) => quoted(type)[0])).toEqual(types);
});

it('lists every state of a key', () => {
  const states = ShopResult.def.options.map((option) => [...option.def.shape.state.def.values][0]);
  expect(tableUnder(file, '## What became of a key').map(([state = '']) => quoted(state)[0])).toEqual(states);
});

it('shows examples that we would send and take', () => {
  const [request, customer, order, done, refusal] = examples;
  expect(CommerceRequest.parse(request)).toEqual(request);
  expect(ShopCustomers.parse({ customers: [customer] })).toEqual({ customers: [customer] });
  expect(ShopOrders.parse({ orders: [order] })).toEqual({ orders: [order] });
  expect(ShopDone.parse(done.data)).toEqual(done.data);
  expect(ShopRefusal.parse(refusal)).toEqual(refusal);
  expect(examples).toHaveLength(5);
});

it('shows the signature that we would send', () => {
  expect(text).toContain(
    `CS-AI-Signature: ${signCommerceRequest(['demo-signing-key'], '{"version":1}', 1_795_000_000)}`,
  );
  expect(text).toContain(`more than ${signatureToleranceSeconds} seconds`);
});
