/** What blocks need from the page that shows them. */
export interface BlockContext {
  /** Where a picture of the feed lies. */
  url: (src: string) => string;
  /** Width of the text column in device pixels, for choosing a picture's variant. */
  pixels: number;
  /** Shows a picture full screen. */
  onPicture: (src: string) => void;
  /** Follows a link: opens an official-account article, copies anything else. */
  onLink: (href: string) => void;
  /** Opens the original article; undefined when the source has none. */
  onOriginal?: (() => void) | undefined;
}
