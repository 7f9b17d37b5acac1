import type { CompanyId } from '#lib/domain/ids.ts';

/** Where in a call a URL of ours points: the parameters that we minted into its path. */
export type Place = {
  turn?: number;
  part?: number;
  attempt?: number;
  step?: string;
  /** Which number of an attempt: `dial.1`. A step without one is the first number's. */
  index?: number;
  /** A call that a company has asked us to place. Whose it is proves the signature, with that company's own key. */
  outbound?: { companyId: CompanyId; outboundId: string };
  /** The caller's leg: the last piece of a step whose form does not tell it. */
  callSid?: string;
};

/** Reads the place; what is not a number of ours is left out and means "where this call is now". */
export function readPlace(parameters: Record<string, string | undefined> = {}): Place {
  const place: Place = {};
  const turn = count(parameters.turn);
  const part = count(parameters.part);
  const attempt = count(parameters.attempt);
  if (turn !== undefined) place.turn = turn;
  if (part !== undefined && turn !== undefined) place.part = part;
  if (attempt !== undefined) place.attempt = attempt;
  const outbound = readOutbound(parameters.outbound);
  if (outbound !== undefined) place.outbound = outbound;
  return parameters.step === undefined ? place : { ...place, ...readStep(parameters.step) };
}

function readStep(text: string): Pick<Place, 'step' | 'index' | 'callSid'> {
  const [step = '', index, callSid] = text.split('.');
  return { step, index: count(index) ?? 0, ...(callSid === undefined ? {} : { callSid }) };
}

/** No company's id has a tilde, and no URL changes one. */
const tilde = '~';

function readOutbound(text: string | undefined): Place['outbound'] {
  const [companyId, outboundId, ...more] = text?.split(tilde) ?? [];
  return companyId && outboundId && more.length === 0 ? { companyId, outboundId } : undefined;
}

/** An outbound call as it stands in a path: the word of machine detection tells neither number. */
export const outboundName = (companyId: CompanyId, outboundId: string): string => companyId + tilde + outboundId;

/** The name of a step as it stands in a path. */
export const stepName = (step: string, ...pieces: readonly (number | string)[]): string => [step, ...pieces].join('.');

const count = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : undefined;
