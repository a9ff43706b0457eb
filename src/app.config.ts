export default defineAppConfig({
  pages: ['pages/column/index', 'pages/article/index'],
  window: {
    navigationStyle: 'custom',
    navigationBarTextStyle: 'black',
    backgroundTextStyle: 'dark',
    backgroundColor: '#F1F4F0',
  },
  lazyCodeLoading: 'requiredComponents',
});
