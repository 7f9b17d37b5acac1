/** Where in a list by time something stands: its beginning, and its id. */
export type Place = readonly [startedAt: string, id: string];
export type Slice<T> = { items: T[]; next: Place | undefined };

/** Rows read for one page at most, however few of them are wanted: then the page ends, and the next one goes on from there. */
const mostRead = 300;

/**
 * A page of a list that an index orders and cannot filter: reads on until it is full, the list is over, or enough has been
 * read. So a page may hold less than was asked for, even nothing, and still have a next one.
 */
export async function readPage<T>(
  { limit, after }: { limit: number; after: Place | undefined },
  placesAfter: (after: Place | undefined, count: number) => Promise<Place[]>,
  /** The item at a place; undefined where it is gone, or not wanted. */
  itemAt: (place: Place) => Promise<T | undefined>,
): Promise<Slice<T>> {
  const items: T[] = [];
  let at = after;
  for (let read = 0; ; ) {
    const count = Math.min(limit, mostRead - read);
    // One more tells whether it goes on.
    const places = await placesAfter(at, count + 1);
    const batch = places.slice(0, count);
    const found = await Promise.all(batch.map(itemAt));
    for (const [index, item] of found.entries()) {
      if (item !== undefined && items.length === limit) return { items, next: at };
      if (item !== undefined) items.push(item);
      at = batch[index];
    }
    if (places.length <= count) return { items, next: undefined };
    read += batch.length;
    if (items.length === limit || read >= mostRead) return { items, next: at };
  }
}
