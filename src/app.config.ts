export default defineAppConfig({
  pages: ['pages/column/index', 'pages/article/index'],
  window: {
    navigationStyle: 'custom',
    // Values with @ come from theme.json, by the phone's theme.
    navigationBarTextStyle: '@navText' as 'black',
    backgroundTextStyle: '@pullText' as 'dark',
    backgroundColor: '@ground',
  },
  darkmode: true,
  themeLocation: 'theme.json',
  lazyCodeLoading: 'requiredComponents',
});
