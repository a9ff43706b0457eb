/* Stands for the runtime's <a>, which carries a parser of URLs: articles' links are no elements here. */
export { TaroElement as AnchorElement } from '../../node_modules/@tarojs/runtime/dist/dom/element.js';
