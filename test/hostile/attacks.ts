import { forgery } from '#test/hostile/attacks/forgery.ts';
import { identity } from '#test/hostile/attacks/identity.ts';
import { money } from '#test/hostile/attacks/money.ts';
import { persuasion } from '#test/hostile/attacks/persuasion.ts';

/**
 * What attackers say on the phone, by family. No utterance proves who somebody is: two facts of one customer that prove
 * them together are never said by the same caller, because whoever knows both is that customer to the product.
 */
export const families: Record<string, readonly string[]> = { ...persuasion, ...forgery, ...money, ...identity };
