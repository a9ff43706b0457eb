export default definePageConfig({
  navigationBarTitleText: 'column',
  enableShareAppMessage: true,
  enableShareTimeline: true,
  enablePullDownRefresh: true,
});
