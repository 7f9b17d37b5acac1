import type { Provider } from '#lib/contracts/integration.ts';
import type { CheckFault, CheckName } from '#lib/ports/provider-checks.ts';

type Words = Partial<Record<CheckFault, string>>;

/** What to do about it, for whoever sets the company up. */
export function adviceOn(provider: Provider, check: CheckName, fault: CheckFault): string {
  return special[provider]?.[check]?.[fault] ?? general[provider][fault] ?? always[fault];
}

const always: Record<CheckFault, string> = {
  refused: 'The key is not accepted. Copy it again, whole, and put it here.',
  forbidden: 'The key is good and may not do this. Give it the permission, or make another key.',
  suspended: 'The account is not active. Ask the provider why.',
  missing: 'There is no such thing at the provider. Compare what is set up here with what is there.',
  elsewhere: 'It points at somebody else.',
  open: 'It takes what anybody sends. Check the signature before anything else.',
  noAnswer: 'Nobody answered in time. Try again; if it stays, look at the provider’s status page.',
  unreachable: 'No connection came about. Is the address right, and the certificate valid?',
  busy: 'The provider has too much to do just now, or your account has reached its limit. Try again in a minute.',
  broken: 'The answer cannot be used. Try again; if it stays, look at the provider’s status page.',
  notPublic: 'The address must be https, and of the public internet.',
  noAddress: 'We do not know our own public address: TWILIO_WEBHOOK_BASE_URL is not set. Tell us.',
  noModel: 'The account may not use the model of the configuration. Choose another, or ask the provider for it.',
};

const general: Record<Provider, Words> = {
  TWILIO: {
    refused: 'Twilio does not know this account SID with this token. Copy both from the Console’s start page.',
    forbidden: 'Twilio allows this account less than is needed: test credentials and some API keys cannot do it.',
    suspended: 'Twilio has suspended or closed the account. The Console says why.',
  },
  ANTHROPIC: {
    refused: 'Anthropic does not accept the key. Make one in the Console and put it here.',
    forbidden: 'The key may not talk to models. Look at its workspace, and at the credit of the account.',
    missing: 'Anthropic answered that there is no such page. Tell us.',
  },
  WEBHOOK: {
    refused:
      'Your shop does not take our signature. Compare the signing keys, and its clock (docs/commerce-webhook.md).',
    missing: 'Your shop has nothing at this path. Is the endpoint the whole URL?',
    broken: 'Your shop answered, and not as docs/commerce-webhook.md says: a ping gets status 200 and {"data":{}}.',
    noAnswer: 'Your shop did not answer within three seconds. Callers will not wait longer.',
    busy: 'Your shop answered that it has too much to do. Let ours through: a caller is on the line.',
  },
  STRIPE: {
    refused: 'Stripe does not accept the key. Make a restricted key in the Dashboard and put it here.',
    forbidden:
      'Stripe accepts the key; it may not read the balance, so what else it may do is not known. Give it reading of the balance to be sure.',
  },
};

const special: { [P in Provider]?: { [C in CheckName]?: Words } } = {
  TWILIO: {
    number: {
      missing: 'This account has no such number. Buy or port it, or put the number that it has.',
    },
    voiceUrl: {
      elsewhere: 'Calls to the number go elsewhere. Send this test again with {"setWebhooks":true}, and we set it.',
    },
    statusCallback: {
      elsewhere: 'We are not told how calls end. Send this test again with {"setWebhooks":true}, and we set it.',
    },
  },
  WEBHOOK: {
    strangers: {
      broken: 'Your shop answered a ping with a wrong signature neither with 401 nor with 403. It should, always.',
    },
  },
};
