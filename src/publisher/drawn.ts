/*
 * A drawing that an article holds itself has, until it is rendered, an address of ours whose rest is the drawing: SVG of
 * ours (convert/vector.ts), in the pixels that it is to have.
 */

/** How that of one begins that stands in a line, and that of one that is a picture. */
export const DRAWN = 'drawing:';
export const DRAWN_PICTURE = 'svg:';

/** Whether an address is such a drawing: nothing is downloaded. */
export const isDrawn = (src: string): boolean => src.startsWith(DRAWN) || src.startsWith(DRAWN_PICTURE);
