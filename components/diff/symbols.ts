/** A stretch of an answer as it is shown: plain text, a symbol in place of an invisible character, or visible space. */
export interface Glyph {
  kind: 'text' | 'symbol' | 'space';
  text: string;
  /** What a symbol stands for, for its tooltip; absent on plain text. */
  title?: string;
}

/** Abbreviations of the C0 controls, from U+0000 on (ISO/IEC 6429). Letters, because fonts rarely hold their pictures. */
const C0_NAMES = `NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI
DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US`.split(/\s/);

/** Abbreviations of the Unicode Standard for characters that change how the rest of a line reads. */
const SHORT_NAMES: Record<string, string> = {
  'U+007F': 'DEL',
  'U+0085': 'NEL',
  'U+00A0': 'NBSP',
  'U+00AD': 'SHY',
  'U+061C': 'ALM',
  'U+200B': 'ZWSP',
  'U+200C': 'ZWNJ',
  'U+200D': 'ZWJ',
  'U+200E': 'LRM',
  'U+200F': 'RLM',
  'U+2028': 'LSEP',
  'U+2029': 'PSEP',
  'U+202A': 'LRE',
  'U+202B': 'RLE',
  'U+202C': 'PDF',
  'U+202D': 'LRO',
  'U+202E': 'RLO',
  'U+2060': 'WJ',
  'U+2066': 'LRI',
  'U+2067': 'RLI',
  'U+2068': 'FSI',
  'U+2069': 'PDI',
  'U+FEFF': 'BOM',
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
  if (text === '\t') return { kind: 'space', text: '»\t', title: `Tab (${code})` };
  const name = C0_NAMES[point] ?? SHORT_NAMES[code] ?? code;
  return { kind: 'symbol', text: name, title: `Invisible character ${code}` };
}
