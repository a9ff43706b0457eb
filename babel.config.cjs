// One preset for the build (Taro's, but see below) and one for the tests, which run in Node 20 as it is.
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
    sourceType: 'unambiguous',
    // Nothing here inherits from document.all, defines accessors over fields or has objects with toString in templates.
    assumptions: {
      noDocumentAll: true,
      setPublicClassFields: true,
      ignoreToPrimitiveHint: true,
      noClassCalls: true,
    },
    presets: [
      // `bugfixes`, which Taro's preset cannot be given: mends the engines' faults instead of rewriting whole features.
      [
        '@babel/preset-env',
        {
          targets: require('./config/engines.json'),
          bugfixes: true,
          modules: false,
          ignoreBrowserslistConfig: true,
        },
      ],
      ['@babel/preset-react', { runtime: 'automatic' }],
      '@babel/preset-typescript',
    ],
    plugins: [
      'babel-preset-taro/transform-taro-components',
      'babel-preset-taro/remove-define-config',
      ['@babel/plugin-transform-runtime', { useESModules: true, regenerator: false }],
    ],
  };
};
