/* Stands for the runtime's list of classes: this program sets `className` whole. */
export class ClassList {}
