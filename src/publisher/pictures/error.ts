/** Why a picture could not be had, in words for the report. */
export class PictureError extends Error {}
