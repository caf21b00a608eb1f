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

/** An IBAN's beginning and what may follow: the country says how much of it belongs to the number. */
const BEGINNING = /(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]){11,29}/g;

/** Takes out account numbers whose length fits their country and whose check digits are right. */
export function replaceIbans(text: string, put: () => string): string {
  return text.replace(BEGINNING, (candidate) => {
    const length = LENGTHS.get(candidate.slice(0, 2).toUpperCase());
    const end = length === undefined ? null : endOf(candidate, length);
    if (end === null || !hasRightCheckDigits(candidate.slice(0, end).replaceAll(/[ -]/g, ''))) return candidate;
    return `${put()}${candidate.slice(end)}`;
  });
}

/** Index behind the `length`th letter or digit; null where there are fewer, or the word goes on. */
function endOf(candidate: string, length: number): number | null {
  let seen = 0;
  for (let at = 0; at < candidate.length; at++) {
    if (!/[ -]/.test(candidate[at] ?? '')) seen += 1;
    if (seen === length) return /[A-Za-z0-9]/.test(candidate[at + 1] ?? '') ? null : at + 1;
  }
  return null;
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
