import Anthropic, { APIConnectionError, APIConnectionTimeoutError, APIError } from '@anthropic-ai/sdk';
import { settingsFor } from '#lib/adapters/anthropic/settings.ts';
import { certainlyNotSent } from '#lib/adapters/commerce/not-sent.ts';
import type { CheckFault, Finding, ProviderChecks } from '#lib/ports/provider-checks.ts';

/** Milliseconds. */
const limitMs = 10_000;

/** One token of the model that the company's rep speaks with: it proves key, credit and model at once. */
export function anthropicCheck(options: {
  baseUrl: string | undefined;
  timeoutMs?: number;
}): ProviderChecks['anthropic'] {
  return async ({ apiKey, model }) => {
    const client = new Anthropic({
      apiKey,
      baseURL: options.baseUrl ?? null,
      maxRetries: 0,
      timeout: options.timeoutMs ?? limitMs,
      logLevel: 'off',
    });
    try {
      const message = await client.messages.create({
        model,
        max_tokens: 1,
        ...settingsFor(model),
        messages: [{ role: 'user', content: 'ping' }],
      });
      if (message.type === 'message') return [{ check: 'key', state: 'passed' }];
      return [{ check: 'key', state: 'unknown', fault: 'broken' }];
    } catch (cause) {
      return [{ check: 'key', ...faultOf(cause) }];
    }
  };
}

function faultOf(cause: unknown): Omit<Extract<Finding, { fault: CheckFault }>, 'check'> {
  if (cause instanceof APIConnectionTimeoutError) return { state: 'unknown', fault: 'noAnswer' };
  if (cause instanceof APIConnectionError) {
    return { state: 'unknown', fault: certainlyNotSent(cause) ? 'unreachable' : 'noAnswer' };
  }
  const status = cause instanceof APIError ? cause.status : undefined;
  if (status === 401) return { state: 'failed', fault: 'refused' };
  // 400 is for an account without credit; the request itself is the same for everybody.
  if (status === 403 || status === 400) return { state: 'failed', fault: 'forbidden' };
  if (status === 404) return { state: 'failed', fault: 'noModel' };
  if (status === 429 || status === 529) return { state: 'unknown', fault: 'busy' };
  return { state: 'unknown', fault: 'broken' };
}
