import type { routes, workers } from '#lib/routes.ts';

/** A file in functions/, by its name without the ending. */
export type Entry = (typeof routes)[number]['entry'] | (typeof workers)[number]['entry'];
