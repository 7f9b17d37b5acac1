import * as z from 'zod/mini';
import { pageOf } from '#lib/contracts/api/page.ts';

/** A version, and who made it; that is not known of the first, nor of what was edited by hand. */
export const version = {
  version: z.int(),
  editedAt: z.optional(z.iso.datetime()),
  editedBy: z.optional(z.object({ subject: z.string(), role: z.string() })),
};

/** A page of versions, the newest first. */
export const versionsPage = pageOf(z.object(version));

/** The path of one version. */
export const versionPath = z.object({
  version: z.pipe(z.string().check(z.regex(/^\d{1,9}$/)), z.transform(Number)),
});
