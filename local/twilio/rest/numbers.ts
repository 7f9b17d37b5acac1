import type { Network, OwnNumber } from '../network.ts';
import { rfc2822 } from '../status-callbacks.ts';
import type { RestForm } from './form.ts';
import { pageOf } from './page.ts';
import { notFound } from './problem.ts';

/** One page of an account's numbers; a filter finds parts of numbers, too, as Twilio's does. */
export function listNumbers(network: Network, accountSid: string, query: URLSearchParams): Record<string, unknown> {
  const part = query.get('PhoneNumber')?.replace(/[^\d*]/g, '') ?? '';
  const numbers = network.numbers
    .filter((number) => number.accountSid === accountSid && number.phoneNumber.includes(part))
    .slice(0, Number(query.get('PageSize') ?? 50));
  return pageOf('incoming_phone_numbers', numbers.map(numberResource), `/2010-04-01/Accounts/${accountSid}`, query);
}

/** Changes where a number points. */
export function updateNumber(network: Network, accountSid: string, sid: string, form: RestForm) {
  const number = network.numbers.find((one) => one.sid === sid && one.accountSid === accountSid);
  if (!number) throw notFound(`/Accounts/${accountSid}/IncomingPhoneNumbers/${sid}.json`);
  number.voiceUrl = form.url('VoiceUrl') ?? number.voiceUrl;
  number.statusCallback = form.url('StatusCallback') ?? number.statusCallback;
  return numberResource(number);
}

function numberResource({ sid, accountSid, phoneNumber, voiceUrl, statusCallback }: OwnNumber) {
  const uri = `/2010-04-01/Accounts/${accountSid}/IncomingPhoneNumbers/${sid}`;
  return {
    sid,
    account_sid: accountSid,
    friendly_name: phoneNumber,
    phone_number: phoneNumber,
    api_version: '2010-04-01',
    origin: 'twilio',
    type: 'local',
    status: 'in-use',
    beta: false,
    capabilities: { fax: false, voice: true, sms: true, mms: true },
    voice_url: voiceUrl,
    voice_method: 'POST',
    voice_fallback_url: '',
    voice_fallback_method: 'POST',
    voice_caller_id_lookup: false,
    voice_receive_mode: 'voice',
    voice_application_sid: null,
    status_callback: statusCallback,
    status_callback_method: 'POST',
    sms_url: '',
    sms_method: 'POST',
    sms_fallback_url: '',
    sms_fallback_method: 'POST',
    sms_application_sid: null,
    trunk_sid: null,
    address_sid: null,
    address_requirements: 'none',
    identity_sid: null,
    bundle_sid: null,
    emergency_status: 'Inactive',
    emergency_address_sid: null,
    emergency_address_status: 'unregistered',
    date_created: rfc2822(new Date(0)),
    date_updated: rfc2822(new Date()),
    uri: `${uri}.json`,
    subresource_uris: { assigned_add_ons: `${uri}/AssignedAddOns.json` },
  };
}
