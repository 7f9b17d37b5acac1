import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { ContentBlock, RawContentBlockDelta, RawMessageStreamEvent } from '@anthropic-ai/sdk/resources/messages';
import { errorBody } from '#local/claude/api-error.ts';
import { type Composed, type Spoken, stopDetails, toMessage } from '#local/claude/compose.ts';
import type { Line } from '#local/claude/line.ts';
import type { Pace, Reply } from '#local/claude/reply.ts';

export type Delivery = {
  pace: Pace;
  breakAfterTokens?: number;
  breakWith?: Reply['breakWith'];
  requestId: string;
  line: Line;
};

/** Speaks a reply as server-sent events, token by token, as far as the script lets it. */
export async function streamReply(out: ServerResponse, composed: Composed, delivery: Delivery): Promise<void> {
  const { pace, breakAfterTokens, line } = delivery;
  const send = (event: RawMessageStreamEvent | { type: 'ping' } | { type: 'error' }) =>
    out.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);

  send({ type: 'message_start', message: opening(composed) });
  let spoken = 0;
  for (const [index, block] of composed.blocks.entries()) {
    send({ type: 'content_block_start', index, content_block: emptyBlock(block) });
    if (index === 0) send({ type: 'ping' });
    for (const token of block.tokens) {
      if (spoken === breakAfterTokens) return breakOff(out, send, delivery);
      if (spoken > 0 && pace.betweenTokensMs > 0) await wait(pace.betweenTokensMs, undefined, { signal: line.gone });
      spoken++;
      const delta = deltaOf(block, token);
      if (delta) send({ type: 'content_block_delta', index, delta });
    }
    if (spoken === breakAfterTokens) return breakOff(out, send, delivery);
    if (block.type === 'thinking') {
      send({ type: 'content_block_delta', index, delta: { type: 'signature_delta', signature: block.signature } });
    }
    send({ type: 'content_block_stop', index });
  }
  if (breakAfterTokens !== undefined) return breakOff(out, send, delivery);
  send(closing(composed));
  send({ type: 'message_stop' });
  out.end();
}

async function breakOff(out: ServerResponse, send: (event: { type: 'error' }) => void, delivery: Delivery) {
  const { breakWith = 'overloaded_error', requestId, line } = delivery;
  switch (breakWith) {
    case 'overloaded_error':
      send(errorBody({ status: 529 }, requestId) as { type: 'error' });
      out.end();
      return;
    case 'disconnect':
      return line.cut();
    case 'silence':
      return line.stayOnSilently();
    default:
      breakWith satisfies never;
  }
}

function opening(composed: Composed) {
  const message = toMessage({ ...composed, blocks: [] });
  const usage = { ...message.usage, output_tokens: Math.min(1, message.usage.output_tokens) };
  return { ...message, stop_reason: null, stop_details: null, usage: { ...usage, output_tokens_details: null } };
}

function closing({ stopReason, usage }: Composed): RawMessageStreamEvent {
  const { input_tokens, cache_creation_input_tokens, cache_read_input_tokens } = usage;
  const { output_tokens, output_tokens_details, server_tool_use } = usage;
  return {
    type: 'message_delta',
    delta: {
      stop_reason: stopReason,
      stop_sequence: null,
      stop_details: stopDetails(stopReason),
      container: null,
    },
    usage: {
      input_tokens,
      cache_creation_input_tokens,
      cache_read_input_tokens,
      output_tokens,
      output_tokens_details,
      server_tool_use,
    },
  };
}

function emptyBlock(block: Spoken): Exclude<ContentBlock, { type: 'fallback' }> {
  switch (block.type) {
    case 'text':
      return { type: 'text', text: '', citations: null };
    case 'thinking':
      return { type: 'thinking', thinking: '', signature: '' };
    case 'tool_use':
      return { type: 'tool_use', id: block.id, name: block.name, input: {}, caller: { type: 'direct' } };
    default:
      return block satisfies never;
  }
}

function deltaOf(block: Spoken, token: string): RawContentBlockDelta | undefined {
  switch (block.type) {
    case 'text':
      return { type: 'text_delta', text: token };
    case 'thinking':
      return block.shown ? { type: 'thinking_delta', thinking: token } : undefined;
    case 'tool_use':
      return { type: 'input_json_delta', partial_json: token };
    default:
      return block satisfies never;
  }
}
