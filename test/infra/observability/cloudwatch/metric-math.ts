/** A value of one period; undefined is a missing datapoint. */
export type Value = number | undefined;
type Values = Readonly<Record<string, Value>>;
type Formula = (values: Values) => Value;

/**
 * The part of CloudWatch's metric math that our alarms use, evaluated for one period: numbers, names, + - * /, comparisons
 * (1 or 0), AND, OR, IF, FILL, and MAX, MIN, SUM of an array. A missing value makes whatever is computed from it missing;
 * only FILL and arrays take it. IF without else is missing where it does not hold. So is a division by zero.
 */
export function metricMath(text: string): Formula {
  const tokens = text.match(/\d+(?:\.\d+)?|\w+|>=|<=|==|!=|[-+*/<>(),[\]]/g) ?? [];
  if (tokens.join('') !== text.replace(/\s+/g, '')) throw new Error(`Not metric math: ${text}`);
  let at = 0;
  const next = (): string => tokens[at++] ?? '';
  const take = (wanted: string): void => {
    const found = next();
    if (found !== wanted) throw new Error(`Expected ${wanted} and found "${found}" in: ${text}`);
  };

  /** From the loosest binding to the tightest. */
  const levels: Record<string, (a: number, b: number) => Value>[] = [
    { OR: (a, b) => Number(a !== 0 || b !== 0) },
    { AND: (a, b) => Number(a !== 0 && b !== 0) },
    {
      '>': (a, b) => Number(a > b),
      '>=': (a, b) => Number(a >= b),
      '<': (a, b) => Number(a < b),
      '<=': (a, b) => Number(a <= b),
      '==': (a, b) => Number(a === b),
      '!=': (a, b) => Number(a !== b),
    },
    { '+': (a, b) => a + b, '-': (a, b) => a - b },
    { '*': (a, b) => a * b, '/': (a, b) => (b === 0 ? undefined : a / b) },
  ];

  function level(depth: number): Formula {
    const operators = levels[depth];
    if (operators === undefined) return factor();
    let left = level(depth + 1);
    for (let apply = operators[tokens[at] ?? '']; apply !== undefined; apply = operators[tokens[at] ?? '']) {
      at += 1;
      const [first, operator, second] = [left, apply, level(depth + 1)];
      left = (values) => both(first(values), second(values), operator);
    }
    return left;
  }

  function factor(): Formula {
    const token = next();
    if (token === '(') {
      const inner = level(0);
      take(')');
      return inner;
    }
    if (/^\d/.test(token)) return () => Number(token);
    if (tokens[at] === '(') return call(token);
    if (!/^[a-z]/.test(token)) throw new Error(`Unexpected "${token}" in: ${text}`);
    return (values) => {
      if (!(token in values)) throw new Error(`Nothing is read as ${token} in: ${text}`);
      return values[token];
    };
  }

  function call(name: string): Formula {
    take('(');
    const isOfArray = tokens[at] === '[';
    if (isOfArray) take('[');
    const given = [level(0)];
    while (tokens[at] === ',') {
      take(',');
      given.push(level(0));
    }
    if (isOfArray) take(']');
    take(')');
    if (isOfArray) return overArray(name, given);
    const [first, second, third] = given;
    if (name === 'FILL' && first !== undefined && second !== undefined)
      return (values) => first(values) ?? second(values);
    if (name === 'IF' && first !== undefined && second !== undefined) {
      return (values) => {
        const holds = first(values);
        if (holds === undefined) return undefined;
        return holds !== 0 ? second(values) : third?.(values);
      };
    }
    throw new Error(`${name} of ${given.length} is not known here: ${text}`);
  }

  const formula = level(0);
  if (at < tokens.length) throw new Error(`Left over from "${tokens[at]}" on: ${text}`);
  return formula;
}

const both = (a: Value, b: Value, operator: (a: number, b: number) => Value): Value =>
  a === undefined || b === undefined ? undefined : operator(a, b);

function overArray(name: string, given: Formula[]): Formula {
  const fold = { MAX: Math.max, MIN: Math.min, SUM: (...all: number[]) => all.reduce((a, b) => a + b, 0) }[name];
  if (fold === undefined) throw new Error(`${name} of an array is not known here.`);
  return (values) => {
    const there = given.map((one) => one(values)).filter((value) => value !== undefined);
    return there.length === 0 ? undefined : fold(...there);
  };
}
