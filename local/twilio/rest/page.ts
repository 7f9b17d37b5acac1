/** A page of a list, in the form that Twilio gives every list: the only one, of whatever size was asked for. */
export function pageOf(
  name: string,
  resources: readonly unknown[],
  accountUri: string,
  query: URLSearchParams,
): Record<string, unknown> {
  const path = { calls: 'Calls', incoming_phone_numbers: 'IncomingPhoneNumbers' }[name];
  const asked = query.size === 0 ? '' : `?${query}`;
  const uri = `${accountUri}/${path}.json${asked}`;
  return {
    [name]: resources,
    page: 0,
    page_size: Number(query.get('PageSize') ?? 50),
    start: 0,
    end: Math.max(0, resources.length - 1),
    uri,
    first_page_uri: uri,
    previous_page_uri: null,
    next_page_uri: null,
  };
}
