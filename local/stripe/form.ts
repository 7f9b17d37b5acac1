/** A value of Stripe's form encoding: `a[b][0]=c` is `{ a: { b: ['c'] } }`, and all leaves are text. */
export type FormValue = string | FormValue[] | { [name: string]: FormValue };
export type Form = { [name: string]: FormValue };

export function readForm(text: string): Form {
  const form: Form = {};
  for (const [path, value] of new URLSearchParams(text)) {
    const names = path.replaceAll(']', '').split('[');
    const last = names.pop() ?? '';
    let place: { [name: string]: FormValue } = form;
    for (const name of names) {
      place[name] ??= {};
      place = place[name] as { [name: string]: FormValue };
    }
    place[last] = value;
  }
  return listed(form) as Form;
}

/** Text at a name; undefined where there is none or something else. */
export function textAt(form: FormValue | undefined, name: string): string | undefined {
  const value = typeof form === 'object' && !Array.isArray(form) ? form[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Names and texts at a name, as metadata are. */
export const textsAt = (form: Form, name: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(form[name] ?? {}).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );

export const listAt = (form: Form, name: string): FormValue[] => {
  const value = form[name];
  return Array.isArray(value) ? value : [];
};

/** Objects whose names are 0, 1, 2 are lists. */
function listed(value: FormValue): FormValue {
  if (typeof value === 'string' || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, listed(inner)] as const);
  const isList = entries.length > 0 && entries.every(([name], index) => name === String(index));
  return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}
