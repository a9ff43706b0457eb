/*
 * Stands for `@tarojs/plugin-platform-weapp/dist/runtime` in the build: that file carries every component of
 * WeChat for the numbering (see components.js) and promises every call of `wx` (see taro.js): 14 KB.
 */
export {};
