import type { Aside } from '#local/claude/reply.ts';

/** One token, asked for by who tries a key out. */
export const pings: Aside = ({ max_tokens, stream }) =>
  max_tokens === 1 && stream !== true ? { text: ['p'], stopReason: 'max_tokens' } : undefined;
