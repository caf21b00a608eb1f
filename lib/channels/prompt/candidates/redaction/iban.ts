/** Characters of an IBAN by country (SWIFT IBAN registry, release 99). */
const LENGTHS = new Map(
  [
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24',
    'FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32',
    'LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24',
    'RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30',
  ]
    .join(' ')
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))] as const),
);

const IBAN_CHARACTER = /^[A-Za-z0-9]$/;

/** Country and check digits, where a word begins. */
const BEGINNING = /(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}/g;

/** Takes out account numbers whose length fits their country and whose check digits are right. */
export function replaceIbans(text: string, put: () => string): string {
  let out = '';
  let done = 0;
  for (const { index } of text.matchAll(BEGINNING)) {
    if (index < done) continue;
    const end = ibanEnd(text, index);
    if (end === null) continue;
    out += text.slice(done, index) + put();
    done = end;
  }
  return out + text.slice(done);
}

/** Index behind the IBAN that begins at `start`, written in one piece or in groups; null where there is none. */
function ibanEnd(text: string, start: number): number | null {
  const length = LENGTHS.get(text.slice(start, start + 2).toUpperCase());
  if (length === undefined) return null;
  let iban = '';
  let at = start;
  while (iban.length < length) {
    const char = text[at] ?? '';
    if (IBAN_CHARACTER.test(char)) iban += char;
    else if (!/^[ -]$/.test(char) || !IBAN_CHARACTER.test(text[at + 1] ?? '')) return null;
    at += 1;
  }
  const goesOn = IBAN_CHARACTER.test(text[at] ?? '');
  return !goesOn && hasRightCheckDigits(iban) ? at : null;
}

/** The check of ISO 13616-1: with the first four characters last and letters as 10 to 35, the rest of 97 is 1. */
export function hasRightCheckDigits(iban: string): boolean {
  let rest = 0;
  for (const char of `${iban.slice(4)}${iban.slice(0, 4)}`.toUpperCase()) {
    const value = Number.parseInt(char, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
