/** Mantine's functions in our style sheets: `light-dark()`, `rem()`, `$mantine-breakpoint-*` and hover mixins. */
export default {
  plugins: {
    'postcss-preset-mantine': {},
  },
};
