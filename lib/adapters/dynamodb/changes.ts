import type { Row } from '#lib/adapters/dynamodb/document-client.ts';

/** What an update does to a row, in the order a reader asks. Undefined values are left out. */
export type Changes = {
  set?: Row;
  /** Set only where the row has nothing yet. */
  init?: Row;
  /** Puts one entry into a map that is there, or into the row itself; conditions may name it `<map>.#entry` or `#entry`. */
  enter?: { map?: string; entry: string; value: unknown };
  /** Takes one entry out of a map that is there; conditions may name it `<map>.#entry`. */
  leave?: { map: string; entry: string };
  /** Appends to lists that are there. */
  append?: Readonly<Record<string, readonly unknown[]>>;
  /** Adds to numbers and sets, which need not be there. */
  add?: Readonly<Record<string, number | Set<string>>>;
  /** Takes members out of sets. */
  drop?: Readonly<Record<string, Set<string>>>;
  /** Takes attributes away, if they are there; conditions may name them `#gone0`, `#gone1`, … */
  remove?: readonly string[];
};

export type Expression = { text: string; names: Record<string, string>; values: Row };

/** An UpdateExpression. Every attribute goes by a `#name`, because many of ours (status, next, language) are reserved. */
export function toExpression(changes: Changes): Expression {
  const names: Record<string, string> = {};
  const values: Row = {};
  const bind = (attribute: string, value: unknown) => {
    // A placeholder is made of letters, digits and underscores only.
    const word = attribute.replace(/\W/g, (character) => `_${character.charCodeAt(0)}_`);
    names[`#${word}`] = attribute;
    values[`:${word}`] = value;
    return [`#${word}`, `:${word}`];
  };
  const bindGone = (attribute: string, position: number) => {
    names[`#gone${position}`] = attribute;
    return `#gone${position}`;
  };
  const clauses = <T>(rows: Readonly<Record<string, T>> | undefined, write: (name: string, value: string) => string) =>
    Object.entries(rows ?? {})
      .filter(([, value]) => value !== undefined)
      .map(([attribute, value]) => write(...(bind(attribute, value) as [string, string])));

  const sets = [
    ...clauses(changes.set, (name, value) => `${name} = ${value}`),
    ...clauses(changes.init, (name, value) => `${name} = if_not_exists(${name}, ${value})`),
    ...clauses(changes.append, (name, value) => `${name} = list_append(${name}, ${value})`),
  ];
  if (changes.enter) {
    names['#entry'] = changes.enter.entry;
    values[':entry'] = changes.enter.value;
    sets.push(`${changes.enter.map === undefined ? '' : `${changes.enter.map}.`}#entry = :entry`);
  }
  const removes = (changes.remove ?? []).map(bindGone);
  if (changes.leave) {
    names['#entry'] = changes.leave.entry;
    removes.push(`${changes.leave.map}.#entry`);
  }
  const sections = [
    ['SET', sets],
    ['ADD', clauses(changes.add, (name, value) => `${name} ${value}`)],
    ['DELETE', clauses(changes.drop, (name, value) => `${name} ${value}`)],
    ['REMOVE', removes],
  ] as const;
  const text = sections.filter(([, list]) => list.length > 0).map(([verb, list]) => `${verb} ${list.join(', ')}`);
  return { text: text.join(' '), names, values };
}
