/** Characters that XML 1.0 cannot hold, not even escaped (section 2.2). */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** An element; attributes and children keep their order. Text is a string among the children. */
export interface XmlElement {
  name: string;
  attributes?: Record<string, string | number>;
  children?: readonly (XmlElement | string)[];
}

/** An XML document in UTF-8. Characters that XML cannot hold are dropped. */
export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}\n`;
}

function written({ name, attributes = {}, children = [] }: XmlElement, indent: string): string {
  const told = Object.entries(attributes).map(([key, value]) => ` ${key}="${inAttribute(String(value))}"`);
  const open = `${indent}<${name}${told.join('')}`;
  if (children.length === 0) return `${open}/>`;
  const text = children.filter((child) => typeof child === 'string');
  if (text.length > 0) return `${open}>${inText(text.join(''))}</${name}>`;
  const inner = children.flatMap((child) => (typeof child === 'string' ? [] : [written(child, `${indent}  `)]));
  return [`${open}>`, ...inner, `${indent}</${name}>`].join('\n');
}

function inText(text: string): string {
  return allowed(text).replace(/[&<>\r]/g, (character) => ENTITIES[character] ?? '');
}

function inAttribute(text: string): string {
  return allowed(text).replace(/[&<>"\n\r\t]/g, (character) => ENTITIES[character] ?? '');
}

function allowed(text: string): string {
  return text.toWellFormed().replace(FORBIDDEN, '');
}
