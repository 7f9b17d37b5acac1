import { httpDoor } from '#lib/adapters/http/public-door.ts';
import { AppError } from '#lib/domain/errors.ts';
import { env } from '#lib/names.ts';
import type { PublicDoor } from '#lib/ports/public-door.ts';
import type { Settings } from '#lib/runtime/env.ts';

/** Our own public address. */
export function publicDoor({ webhookBaseUrl }: Settings): PublicDoor {
  if (webhookBaseUrl !== undefined) return httpDoor(webhookBaseUrl);
  throw new AppError('misconfigured', `${env.webhookBaseUrl} is not set: nobody knows where our public door is.`);
}
