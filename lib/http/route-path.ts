import { type RouteName, routes } from '#lib/routes.ts';

/** The parameters that a path gives to a route's own; of a path that is another's none. A function's own URL knows no routes. */
export function parametersIn(name: RouteName, path: string): Record<string, string> {
  const wanted = (routes.find((row) => row.name === name)?.path ?? '').split('/');
  const given = path.split('/');
  const parameters: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const parameter = /^\{(\w+)\}$/.exec(segment)?.[1];
    if (parameter === undefined ? segment !== given[index] : !given[index]) return {};
    if (parameter !== undefined) parameters[parameter] = decoded(given[index] ?? '');
  }
  return wanted.length === given.length ? parameters : {};
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
