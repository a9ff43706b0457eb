export default definePageConfig({
  navigationBarTitleText: '我的',
  // White status bar on the green sign.
  navigationBarTextStyle: 'white',
  enableShareAppMessage: true,
});
