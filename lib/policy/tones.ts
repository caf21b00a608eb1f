/** Colours that carry a meaning. The first four belong to severities alone. */
export const TONES = ['red', 'orange', 'amber', 'blue', 'magenta', 'green', 'violet', 'teal', 'grey'] as const;

export type Tone = (typeof TONES)[number];

interface ToneShade {
  /** Text, icons and lines; at least 4.5:1 on `background` and on every surface of the scheme (WCAG 2.2, 1.4.3). */
  text: string;
  background: string;
}

/** Each tone in the light and the dark scheme, as sRGB hex. */
export const TONE_SHADES: Record<Tone, { light: ToneShade; dark: ToneShade }> = {
  red: {
    light: { text: '#b3261e', background: '#fdecea' },
    dark: { text: '#ff9c94', background: '#3b1c1c' },
  },
  orange: {
    light: { text: '#a1420b', background: '#fdf0e6' },
    dark: { text: '#ffab70', background: '#3a2514' },
  },
  amber: {
    light: { text: '#7d5700', background: '#fbf3d9' },
    dark: { text: '#edc257', background: '#332a12' },
  },
  blue: {
    light: { text: '#1c5cc0', background: '#e9f1fd' },
    dark: { text: '#8ab8ff', background: '#172740' },
  },
  magenta: {
    light: { text: '#9c1c75', background: '#fbeaf5' },
    dark: { text: '#f49ad3', background: '#381930' },
  },
  green: {
    light: { text: '#1d7032', background: '#e7f5ea' },
    dark: { text: '#7fd190', background: '#15301d' },
  },
  violet: {
    light: { text: '#5b3fc4', background: '#f0edfc' },
    dark: { text: '#b9aaff', background: '#262047' },
  },
  teal: {
    light: { text: '#0b6678', background: '#e4f4f6' },
    dark: { text: '#6cc8d8', background: '#10303a' },
  },
  grey: {
    light: { text: '#545f6b', background: '#edf0f3' },
    dark: { text: '#a9b3bf', background: '#272e37' },
  },
};
