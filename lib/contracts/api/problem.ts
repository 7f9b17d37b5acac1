import * as z from 'zod/mini';

/** An error as the outside sees it: RFC 9457, with a code for machines, and the request's id for whoever asks us about it. */
export const Problem = z.object({
  type: z.string().check(z.regex(/^urn:cs-ai:problem:\w+$/)),
  title: z.string(),
  status: z.int().check(z.gte(400), z.lte(599)),
  detail: z.string(),
  code: z.string(),
  requestId: z.string(),
  /** Field by field, where it is about fields. */
  errors: z.optional(z.array(z.object({ field: z.string(), problem: z.string() }))),
});
