import { AppError } from '#lib/domain/errors.ts';

/** The work's result, or AppError `timeout` after `limitMs`: the caller is answered while there is still time to. */
export async function within<T>(limitMs: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('timeout', `No answer within ${limitMs} ms.`)), Math.max(0, limitMs));
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
