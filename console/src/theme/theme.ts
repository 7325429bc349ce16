import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Mantine wants ten shades of the one accent: the sixth is the light page's, the fourth the dark's. */
const accent: MantineColorsTuple = [
  '#e3f0f3',
  '#c5e2e9',
  '#a3d2dd',
  '#7fc5d6',
  '#5cb9cf',
  '#2f8fa7',
  '#0c6b82',
  '#0a5a6e',
  '#084a5a',
  '#063a47',
];

/** Mantine's ten shades of a dark page, from text to ground, through the tokens of tokens.css. */
const dark: MantineColorsTuple = [
  '#e4e8eb',
  '#c3cad0',
  '#9aa5af',
  '#6b7680',
  '#47525c',
  '#2d353d',
  '#1a1f24',
  '#161b1f',
  '#12161a',
  '#0d1114',
];

const OVERLAY = { backgroundOpacity: 0.3, blur: 0 };

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 4 },
  colors: { accent, dark },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, monospace',
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '17px', xl: '19px' },
  lineHeights: { xs: '16px', sm: '18px', md: '20px', lg: '24px', xl: '24px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '20px' },
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '8px', xl: '16px' },
  defaultRadius: 'md',
  headings: { fontWeight: '650' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Table: {
      defaultProps: { verticalSpacing: 7, horizontalSpacing: 'md', borderColor: 'var(--line)' },
    },
    Button: { defaultProps: { variant: 'filled', size: 'xs', fz: 13, fw: 560 } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
    Modal: {
      defaultProps: { centered: true, radius: 'lg', padding: 20, overlayProps: OVERLAY },
      styles: {
        title: { fontSize: 17, fontWeight: 560 },
        header: { background: 'var(--surface)' },
        content: { background: 'var(--surface)' },
      },
    },
  },
});

const roles = {
  '--mantine-color-body': 'var(--page)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--muted)',
  '--mantine-color-placeholder': 'var(--muted)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-default-hover': 'var(--accent-soft)',
  '--mantine-color-error': 'var(--alarm)',
};

/** Hands the tokens of tokens.css to Mantine, so that its components wear the same colours. */
export const variables: CSSVariablesResolver = () => ({
  variables: { '--mantine-font-size-md': '13px' },
  light: roles,
  dark: roles,
});
