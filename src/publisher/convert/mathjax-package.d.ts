/** What of MathJax's package is used: it comes without types. */
declare module 'mathjax' {
  const library: { init(configuration: object): Promise<unknown> };
  export default library;
}
