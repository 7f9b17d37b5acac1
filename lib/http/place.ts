/** Where in a call a URL of ours points: the parameters that we minted into its path. */
export type Place = { turn?: number; part?: number; attempt?: number; step?: string };

/** Reads the place; what is not a number of ours is left out and means "where this call is now". */
export function readPlace(parameters: Record<string, string | undefined> = {}): Place {
  const place: Place = {};
  const turn = count(parameters.turn);
  const part = count(parameters.part);
  const attempt = count(parameters.attempt);
  if (turn !== undefined) place.turn = turn;
  if (part !== undefined && turn !== undefined) place.part = part;
  if (attempt !== undefined) place.attempt = attempt;
  if (parameters.step !== undefined) place.step = parameters.step;
  return place;
}

const count = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : undefined;
