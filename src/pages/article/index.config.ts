export default definePageConfig({
  navigationBarTitleText: 'article',
  enableShareAppMessage: true,
  enableShareTimeline: true,
  enablePullDownRefresh: true,
});
