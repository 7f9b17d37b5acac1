import { z } from 'zod';

/*
 * The shape of a request to /v1/messages, as strict as the API: a field it does not know is a 400 there too. Only what
 * a customer-service agent sends is here: text, tools of our own, thinking.
 */

const cacheControl = z.strictObject({ type: z.literal('ephemeral'), ttl: z.enum(['5m', '1h']).optional() }).nullish();

const text = z.strictObject({
  type: z.literal('text'),
  text: z.string(),
  cache_control: cacheControl,
  citations: z.array(z.unknown()).nullish(),
});

const toolUse = z.strictObject({
  type: z.literal('tool_use'),
  id: z.string().regex(/^[a-zA-Z0-9_-]+$/),
  name: z.string().min(1).max(200),
  input: z.record(z.string(), z.unknown()),
  cache_control: cacheControl,
  caller: z.object({ type: z.string() }).optional(),
  toolset_name: z.string().nullish(),
});

const toolResult = z.strictObject({
  type: z.literal('tool_result'),
  tool_use_id: z.string(),
  content: asBlocks(z.array(text)).optional(),
  is_error: z.boolean().optional(),
  cache_control: cacheControl,
  toolset_name: z.string().nullish(),
});

const thinking = z.strictObject({ type: z.literal('thinking'), thinking: z.string(), signature: z.string() });

const message = z.strictObject({
  role: z.enum(['user', 'assistant', 'system']),
  content: asBlocks(z.array(z.discriminatedUnion('type', [text, toolUse, toolResult, thinking]))),
});

const tool = z.strictObject({
  type: z.literal('custom').nullish(),
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
  description: z.string().optional(),
  input_schema: z.looseObject({ type: z.literal('object') }),
  cache_control: cacheControl,
  strict: z.boolean().optional(),
  eager_input_streaming: z.boolean().nullish(),
  defer_loading: z.boolean().optional(),
  allowed_callers: z.array(z.string()).optional(),
  input_examples: z.array(z.record(z.string(), z.unknown())).optional(),
});

const display = z.enum(['summarized', 'omitted']).nullish();
const parallel = z.boolean().optional();

const body = z.strictObject({
  model: z.string().min(1),
  max_tokens: z.int().min(0),
  messages: z.array(message).min(1),
  system: z.preprocess((given) => (given === '' ? [] : given), asBlocks(z.array(text))).optional(),
  tools: z.array(tool).optional(),
  tool_choice: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('auto'), disable_parallel_tool_use: parallel }),
      z.strictObject({ type: z.literal('any'), disable_parallel_tool_use: parallel }),
      z.strictObject({ type: z.literal('tool'), name: z.string(), disable_parallel_tool_use: parallel }),
      z.strictObject({ type: z.literal('none') }),
    ])
    .optional(),
  thinking: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('adaptive'), display }),
      z.strictObject({ type: z.literal('between_tools') }),
      z.strictObject({ type: z.literal('disabled') }),
      z.strictObject({ type: z.literal('enabled'), budget_tokens: z.int().min(1024), display }),
    ])
    .optional(),
  output_config: z
    .strictObject({
      effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']).nullish(),
      format: z.unknown().optional(),
    })
    .optional(),
  stream: z.boolean().optional(),
  stop_sequences: z.array(z.string()).optional(),
  temperature: z.number().min(0).max(1).optional(),
  top_p: z.number().min(0).max(1).optional(),
  top_k: z.int().optional(),
  cache_control: cacheControl,
  metadata: z.strictObject({ user_id: z.string().nullish() }).optional(),
  service_tier: z.enum(['auto', 'standard_only']).optional(),
  speed: z.enum(['standard', 'fast']).nullish(),
  container: z.unknown().optional(),
  diagnostics: z.unknown().optional(),
  inference_geo: z.string().nullish(),
});

/** The first thing wrong with the shape, as the API words it: `max_tokens: Field required`. */
export function shapeFault(given: unknown): string | undefined {
  const issue = body.safeParse(given).error?.issues[0];
  if (!issue) return undefined;
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return `${[path, issue.keys[0]].filter(Boolean).join('.')}: Extra inputs are not permitted`;
  }
  const missing = issue.code === 'invalid_type' && valueAt(given, issue.path) === undefined;
  return `${path}: ${missing ? 'Field required' : issue.message}`;
}

/** Wherever blocks are expected, a string is one text block. */
function asBlocks<T extends z.ZodType>(blocks: T) {
  return z.preprocess((given) => (typeof given === 'string' ? [{ type: 'text', text: given }] : given), blocks);
}

function valueAt(given: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], given);
}
