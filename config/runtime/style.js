/*
 * Stands for the runtime's style object (8 KB: a getter and a setter for each of 240 properties). Styles
 * are written as one string in this program; this keeps that string.
 */
export class Style {
  constructor(element) {
    this.element = element;
    this.text = '';
  }
  get cssText() {
    return this.text;
  }
  set cssText(text) {
    this.text = text ?? '';
    const { element } = this;
    if (element._root) element.enqueueUpdate({ path: `${element._path}.st`, value: this.text });
  }
}
