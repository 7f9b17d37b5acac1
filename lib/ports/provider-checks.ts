import type { CompanyId } from '#lib/domain/ids.ts';
import type { TwilioKeys } from '#lib/ports/credentials.ts';

/** What is looked at, of whichever provider. */
export const checkNames = ['account', 'number', 'voiceUrl', 'statusCallback', 'key', 'answer', 'strangers'] as const;
export type CheckName = (typeof checkNames)[number];

export const checkFaults = [
  /** The key opens nothing. */
  'refused',
  /** The key is good, and may not do this. */
  'forbidden',
  /** The account is there, and not active. */
  'suspended',
  /** The account has no such number, or the address no such page. */
  'missing',
  /** It points at somebody else. */
  'elsewhere',
  /** They take what is signed with any key. */
  'open',
  /** Nobody answered in time. */
  'noAnswer',
  /** No connection came about. */
  'unreachable',
  /** They have too much to do just now. */
  'busy',
  /** They answered what cannot be read, or that they are broken. */
  'broken',
  /** We do not ask such an address. */
  'notPublic',
  /** We have no public address ourselves. */
  'noAddress',
  /** The account may not use this model. */
  'noModel',
] as const;
export type CheckFault = (typeof checkFaults)[number];

/** `unknown`: it could not be found out, and may be well. */
export type Finding = { check: CheckName } & (
  | { state: 'passed' }
  | { state: 'failed' | 'unknown'; fault: CheckFault; found?: string | undefined }
);

/** Asks a company's providers whether its keys are good. Never throws for what they answer, and never repeats a secret. */
export interface ProviderChecks {
  /** The account, that the number is its own, and that it points at `urls`; with `set` they are written there first. */
  twilio(asked: {
    keys: TwilioKeys;
    phoneNumber: string | undefined;
    urls: { voiceUrl: string; statusCallback: string } | undefined;
    set: boolean;
  }): Promise<Finding[]>;
  /** One token of a model. */
  anthropic(asked: { apiKey: string; model: string }): Promise<Finding[]>;
  /** A ping signed with the key, and one that is not. */
  webhook(asked: { companyId: CompanyId; endpoint: string; signingKey: string }): Promise<Finding[]>;
  /** The account's balance is read. */
  stripe(asked: { apiKey: string }): Promise<Finding[]>;
}
