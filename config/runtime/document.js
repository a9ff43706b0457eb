/*
 * Stands for the runtime's document, half of which is for another company's app. One container holds the
 * element into which Taro draws the app; the rest of a web page's skeleton has no reader here.
 */
import { TaroDocument } from '../../node_modules/@tarojs/runtime/dist/dom/document.js';
import env from '../../node_modules/@tarojs/runtime/dist/env.js';

const document = new TaroDocument();
const container = document.createElement('container');
const app = document.createElement('app');
app.id = 'app';
document.appendChild(container);
container.appendChild(app);

env.document = document;
export const taroDocumentProvider = document;
