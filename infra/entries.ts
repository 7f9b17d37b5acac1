import type { routes, workers } from '#lib/routes.ts';

type Row = (typeof routes)[number];

/** A file in functions/, by its name without the ending. */
export type Entry = Row['entry'] | Extract<Row, { stream: string }>['stream'] | (typeof workers)[number]['entry'];
