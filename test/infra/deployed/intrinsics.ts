/** What a template leaves to the deployment. */
export type Answers = {
  references: Record<string, string>;
  attribute(logicalId: string, attribute: string): string;
};

/** A template's value with its intrinsic functions carried out. Throws for one that it does not know. */
export function resolveIntrinsics(value: unknown, answers: Answers): unknown {
  if (Array.isArray(value)) return value.map((item) => resolveIntrinsics(item, answers));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [name, argument] = entries.length === 1 ? (entries[0] ?? []) : [];
  if (name === 'Ref') return answers.references[String(argument)] ?? `ref-of-${argument}`;
  if (name === 'Fn::GetAtt') return answers.attribute(...(argument as [string, string]));
  if (name === 'Fn::Join') {
    const [separator, parts] = argument as [string, unknown[]];
    return parts.map((part) => resolveIntrinsics(part, answers)).join(separator);
  }
  if (name === 'Fn::Sub') {
    return String(argument).replace(/\$\{([\w:]+)\}/g, (_, key: string) => answers.references[key] ?? `ref-of-${key}`);
  }
  if (name?.startsWith('Fn::')) throw new Error(`The test cannot carry out ${name}: ${JSON.stringify(argument)}`);
  return Object.fromEntries(entries.map(([key, inner]) => [key, resolveIntrinsics(inner, answers)]));
}
