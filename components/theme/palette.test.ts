import { describe, expect, test } from 'vitest';
import { TONE_SHADES, TONES } from '#lib/policy/tones.ts';
import { SURFACES, TIDE } from './palette.ts';

const MIN_TEXT_CONTRAST = 4.5;

/** Contrast ratio of two sRGB hex colours (WCAG 2.2, "contrast ratio" and "relative luminance"). */
function contrast(first: string, second: string): number {
  const [light = 0, dark = 0] = [luminance(first), luminance(second)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe.each(['light', 'dark'] as const)('%s scheme', (scheme) => {
  const surface = SURFACES[scheme];
  const behind = [surface.page, surface.card, surface.hover];

  test.each(TONES)('%s reads on its background and on every surface', (tone) => {
    const { text, background } = TONE_SHADES[tone][scheme];
    for (const ground of [background, ...behind]) expect(contrast(text, ground)).toBeGreaterThan(MIN_TEXT_CONTRAST);
  });

  test.each(['text', 'dimmed', 'accent'] as const)('%s reads on every surface', (name) => {
    for (const ground of behind) expect(contrast(surface[name], ground)).toBeGreaterThan(MIN_TEXT_CONTRAST);
  });
});

test('white reads on the filled accent', () => {
  expect(contrast('#ffffff', TIDE[7])).toBeGreaterThan(MIN_TEXT_CONTRAST);
});
