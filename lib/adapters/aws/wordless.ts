/**
 * A refusal of Secrets Manager without its words, which may quote what was sent: its name stays, and the id and status by
 * which AWS finds it. What went wrong on the way there quotes nothing, and stays as it is.
 */
export function wordless(cause: unknown): unknown {
  if (!(cause instanceof Error) || !('$fault' in cause)) return cause;
  const { $metadata } = cause as Error & { $metadata?: unknown };
  return Object.assign(new Error('(its words are left out)'), { name: cause.name, $metadata });
}
