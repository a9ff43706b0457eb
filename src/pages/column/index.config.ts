export default definePageConfig({
  navigationBarTitleText: '山东省交通运输厅',
  enableShareAppMessage: true,
  enableShareTimeline: true,
  enablePullDownRefresh: true,
});
