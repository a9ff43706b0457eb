// One preset for the build (Taro's) and one for the tests, which run in Node 20 as it is.
module.exports = (api) => {
  const testing = api.env('test');
  if (testing)
    return {
      presets: [
        ['@babel/preset-env', { targets: { node: 'current' } }],
        ['@babel/preset-react', { runtime: 'automatic' }],
        '@babel/preset-typescript',
      ],
    };
  return {
    presets: [
      ['taro', { framework: 'preact', ts: true, compiler: 'webpack5', targets: { ios: '12', chrome: '70' } }],
    ],
  };
};
