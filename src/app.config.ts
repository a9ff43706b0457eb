export default defineAppConfig({
  pages: ['pages/column/index', 'pages/article/index', 'pages/library/index', 'pages/search/index'],
  // Apart from what a cold start loads. 我的, which leads to it, fetches it ahead on any network: some 4 KB.
  subPackages: [{ root: 'pages/about', pages: ['index'] }],
  preloadRule: { 'pages/library/index': { network: 'all', packages: ['pages/about'] } },
  // Custom, and drawing nothing (src/custom-tab-bar): the pages draw the bar themselves, in their theme and size.
  // What is wanted of WeChat's own is that both pages stay alive.
  tabBar: {
    custom: true,
    // Asked for, never shown.
    color: '#5a6a62',
    selectedColor: '#0a6549',
    backgroundColor: '#ffffff',
    list: [
      { pagePath: 'pages/column/index', text: '专栏' },
      { pagePath: 'pages/library/index', text: '我的' },
    ],
  },
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
