import { SaxesParser } from 'saxes';
import { TwimlError } from './error.ts';

/** An element of the document. `where` names it for a person, e.g. `<Response><Gather><Say>, line 3`. */
export type Element = {
  name: string;
  attributes: Record<string, string>;
  children: (Element | string)[];
  path: string;
  where: string;
};

/** Reads a well-formed XML 1.0 document and returns its root. Throws 12100 for anything else. */
export function readElements(xml: string): Element {
  const parser = new SaxesParser({ xmlns: false });
  const open: Element[] = [];
  let root: Element | undefined;

  const refuse = (what: string): never => {
    throw new TwimlError(12100, `the document is not well-formed XML: ${what}`);
  };
  parser.on('error', (error) => refuse(error.message));
  parser.on('doctype', () => refuse('a DOCTYPE has no place in TwiML'));
  parser.on('xmldecl', ({ version, encoding }) => {
    if (version !== '1.0') refuse(`XML version ${version}`);
    if (encoding && encoding.toLowerCase() !== 'utf-8') refuse(`encoding ${encoding}, but it is read as UTF-8`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    const parent = open.at(-1);
    const path = `${parent?.path ?? ''}<${name}>`;
    const element = { name, attributes, children: [], path, where: `${path}, line ${parser.line}` };
    if (parent) parent.children.push(element);
    else root = element;
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  parser.on('text', (text) => open.at(-1)?.children.push(text));
  parser.on('cdata', (text) => open.at(-1)?.children.push(text));
  parser.write(xml).close();

  return root ?? refuse('it has no root element');
}

/** The child elements, where nothing but them and white space may stand. */
export function childElements(element: Element): Element[] {
  return element.children.filter((child) => {
    if (typeof child !== 'string') return true;
    if (child.trim()) throw new TwimlError(12200, `stray text "${child.trim().slice(0, 40)}" in ${element.where}`);
    return false;
  }) as Element[];
}

/** The text, where no element may stand. */
export function onlyText(element: Element, code = 12200): string {
  const inner = element.children.find((child) => typeof child !== 'string');
  if (inner) throw new TwimlError(code, `<${(inner as Element).name}> may not stand in ${element.where}`);
  return element.children.join('').trim();
}

/** For elements that hold nothing. */
export function nothingInside(element: Element): void {
  const text = onlyText(element);
  if (text) throw new TwimlError(12200, `stray text "${text.slice(0, 40)}" in ${element.where}`);
}
