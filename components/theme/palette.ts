/** The one accent, from light to dark; index 7 carries white text, index 4 reads on dark surfaces. */
export const TIDE = [
  '#e4f4f6',
  '#cbe9ed',
  '#9dd5de',
  '#6cc8d8',
  '#45b3c5',
  '#2197ab',
  '#127b8f',
  '#0b6678',
  '#09525f',
  '#073d48',
] as const;

/** Neutral colours of each scheme, as sRGB hex. */
export const SURFACES = {
  light: {
    page: '#f6f8f9',
    card: '#ffffff',
    hover: '#f0f3f5',
    line: '#dfe4e8',
    control: '#c3cbd3',
    text: '#18212a',
    dimmed: '#56626e',
    accent: TIDE[7],
  },
  dark: {
    page: '#10151a',
    card: '#171d24',
    hover: '#1e252d',
    line: '#2a323c',
    control: '#3d4854',
    text: '#dbe1e8',
    dimmed: '#9aa6b3',
    accent: TIDE[3],
  },
} as const;
