import * as z from 'zod/mini';

/** A number in a query. */
const wholeNumber = (max: number, fallback: number) =>
  z._default(
    z.pipe(
      z.string().check(
        z.regex(/^[1-9]\d{0,8}$/, 'must be a whole number from 1 on'),
        z.refine((text) => Number(text) <= max, `must be at most ${max}`),
      ),
      z.transform(Number),
    ),
    fallback,
  );

/** The query of every list: spread it into the route's own. */
export const pageQuery = {
  limit: wholeNumber(100, 25),
  cursor: z.optional(z.string().check(z.maxLength(4096))),
};

/** A page of a list; `next` is the cursor of the page after it, and absent on the last. */
export const pageOf = <Item extends z.core.$ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.optional(z.string()) });
