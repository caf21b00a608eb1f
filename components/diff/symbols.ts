/** A stretch of an answer as it is shown: plain text, a symbol in place of an invisible character, or visible space. */
export interface Glyph {
  kind: 'text' | 'symbol' | 'space';
  text: string;
  /** What a symbol stands for, for its tooltip; absent on plain text. */
  title?: string;
}

/** Abbreviations of the Unicode Standard for characters that change how the rest of a line reads. */
const SHORT_NAMES: Record<number, string> = {
  133: 'NEL',
  173: 'SHY',
  1564: 'ALM',
  8203: 'ZWSP',
  8204: 'ZWNJ',
  8205: 'ZWJ',
  8206: 'LRM',
  8207: 'RLM',
  8232: 'LSEP',
  8233: 'PSEP',
  8234: 'LRE',
  8235: 'RLE',
  8236: 'PDF',
  8237: 'LRO',
  8238: 'RLO',
  8288: 'WJ',
  8294: 'LRI',
  8295: 'RLI',
  8296: 'FSI',
  8297: 'PDI',
  65279: 'BOM',
};

/** Controls (but tab and line feed), lone surrogates, line separators and everything that draws nothing. */
const HIDDEN = String.raw`[[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]--[\t\n\u200c\u200d\ufe00-\ufe0f]]`;

/** Joiners and variation selectors shape emoji and Persian words: shown with whitespace only. */
const SPACES = String.raw`\x20+|[[\p{Zs}\t\u200c\u200d\ufe00-\ufe0f]--[\x20]]`;

const HIDDEN_ONLY = new RegExp(HIDDEN, 'gv');
const HIDDEN_OR_SPACE = new RegExp(`${HIDDEN}|${SPACES}`, 'gv');

const ZERO_WIDTH_SPACE = '\u200b';

/**
 * Splits one line of model output into what can be drawn safely: control characters, bidirectional overrides and
 * zero-width characters become symbols; with `whitespace`, spaces and tabs do too.
 */
export function glyphs(line: string, { whitespace }: { whitespace: boolean }): Glyph[] {
  const found: Glyph[] = [];
  let end = 0;
  for (const match of line.matchAll(whitespace ? HIDDEN_OR_SPACE : HIDDEN_ONLY)) {
    if (match.index > end) found.push({ kind: 'text', text: line.slice(end, match.index) });
    found.push(glyphOf(match[0]));
    end = match.index + match[0].length;
  }
  if (end < line.length) found.push({ kind: 'text', text: line.slice(end) });
  return found;
}

function glyphOf(text: string): Glyph {
  if (text.startsWith(' ')) return { kind: 'space', text: `·${ZERO_WIDTH_SPACE}`.repeat(text.length) };
  const point = text.codePointAt(0) ?? 0;
  const code = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  if (text === '\t') return { kind: 'space', text: '→\t', title: `Tab (${code})` };
  if (/\p{Zs}/u.test(text)) return { kind: 'space', text: `⍽${ZERO_WIDTH_SPACE}`, title: `Space ${code}` };
  return { kind: 'symbol', text: symbolOf(point, code), title: `Invisible character ${code}` };
}

function symbolOf(point: number, code: string): string {
  if (point < 0x20) return String.fromCodePoint(0x2400 + point);
  if (point === 0x7f) return '␡';
  return SHORT_NAMES[point] ?? code;
}
