import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import { TONE_SHADES, TONES } from '#lib/policy/tones.ts';
import { SURFACES, TIDE } from './palette.ts';

const dark: MantineColorsTuple = [
  '#dbe1e8',
  '#b9c3cd',
  '#9aa6b3',
  '#6b7785',
  '#3d4854',
  '#2a323c',
  '#1e252d',
  '#171d24',
  '#10151a',
  '#0b0f13',
];

/** Text of 13 and 14 px on an 8-px grid, one accent. Page scrolling behind dialogs is stopped by global.css. */
export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, monospace",
  primaryColor: 'tide',
  primaryShade: 7,
  colors: { tide: TIDE, dark },
  black: SURFACES.light.text,
  defaultRadius: 'sm',
  respectReducedMotion: true,
  cursorType: 'pointer',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  spacing: { xs: '0.25rem', sm: '0.5rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '16px' },
  headings: {
    fontFamily: "'Inter Variable', system-ui, sans-serif",
    fontWeight: '620',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.45' },
    },
  },
  components: {
    Modal: {
      defaultProps: {
        lockScroll: false,
        centered: true,
        closeButtonProps: { 'aria-label': 'Close' },
        transitionProps: { duration: 100 },
      },
    },
    Drawer: {
      defaultProps: {
        lockScroll: false,
        closeButtonProps: { 'aria-label': 'Close' },
        transitionProps: { duration: 120 },
      },
    },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 200, events: { hover: true, focus: true, touch: true } } },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
    Menu: {
      defaultProps: {
        shadow: 'md',
        transitionProps: { duration: 80 },
        withinPortal: false,
        withInitialFocusPlaceholder: false,
      },
    },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' } } },
    Select: { defaultProps: { checkIconPosition: 'right', allowDeselect: false } },
  },
});

/** Puts the neutral colours and the tones of each scheme into CSS variables; style sheets use no other colours. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: schemeVariables('light'),
  dark: schemeVariables('dark'),
});

function schemeVariables(scheme: 'light' | 'dark'): Record<string, string> {
  const surface = SURFACES[scheme];
  const tones = TONES.flatMap((tone) => [
    [`--tone-${tone}`, TONE_SHADES[tone][scheme].text],
    [`--tone-${tone}-bg`, TONE_SHADES[tone][scheme].background],
  ]);
  return {
    '--surface-page': surface.page,
    '--surface-card': surface.card,
    '--surface-hover': surface.hover,
    '--line': surface.line,
    '--accent': surface.accent,
    '--mantine-color-body': surface.card,
    '--mantine-color-text': surface.text,
    '--mantine-color-bright': surface.text,
    '--mantine-color-dimmed': surface.dimmed,
    '--mantine-color-placeholder': surface.dimmed,
    '--mantine-color-anchor': surface.accent,
    '--mantine-color-error': TONE_SHADES.red[scheme].text,
    '--mantine-color-default': surface.card,
    '--mantine-color-default-hover': surface.hover,
    '--mantine-color-default-color': surface.text,
    '--mantine-color-default-border': surface.control,
    ...Object.fromEntries(tones),
  };
}
