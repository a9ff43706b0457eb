export default definePageConfig({
  navigationBarTitleText: '山东省交通运输厅',
  // White status bar on the green sign.
  navigationBarTextStyle: 'white',
  enableShareAppMessage: true,
  enableShareTimeline: true,
  enablePullDownRefresh: true,
});
