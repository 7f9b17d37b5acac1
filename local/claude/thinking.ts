import { createHash } from 'node:crypto';
import { canonical, type PromptBlock } from '#local/claude/blocks.ts';

/** What is wrong with a thinking block that came back. */
export type ThinkingFault = 'altered' | 'other model' | 'other conversation';

type Seal = { model: string; shown: string; prefix: string; proof: string };

/**
 * The signature ties a thinking block to the model that produced it, to the words it was returned with, and to all that
 * stood before it (tools, system, messages): the API calls that preserved thinking.
 */
export function signThinking(model: string, shown: string, before: readonly PromptBlock[]): string {
  const seal = { model, shown: digest(shown), prefix: digest(before.map(canonical).join('\n')) };
  return Buffer.from(JSON.stringify({ ...seal, proof: proofOf(seal) })).toString('base64');
}

export function checkThinking(
  block: { thinking: string; signature: string },
  model: string,
  before: readonly PromptBlock[],
): ThinkingFault | undefined {
  const seal = open(block.signature);
  if (!seal || seal.proof !== proofOf(seal) || seal.shown !== digest(block.thinking)) return 'altered';
  if (seal.model !== model) return 'other model';
  if (seal.prefix !== digest(before.map(canonical).join('\n'))) return 'other conversation';
  return undefined;
}

function open(signature: string): Seal | undefined {
  try {
    return JSON.parse(Buffer.from(signature, 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
}

function proofOf({ model, shown, prefix }: Omit<Seal, 'proof'>): string {
  return digest(`scripted claude ${model} ${shown} ${prefix}`);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
