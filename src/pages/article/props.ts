import type { ArticleDocument } from '../../feed';
import type { Stores } from '../../stores';
import type { PosterStore } from '../../stores/poster-store';
import type { ReadingSession } from '../../stores/visit/reading-session';
import type { SectionWindow } from '../../stores/visit/section-window';

/** The one sheet that is open, with what it is about. */
export type SheetState =
  | { name: 'contents'; here: number }
  | { name: 'settings' }
  | { name: 'poster'; poster: PosterStore }
  | { name: 'hold'; poster: PosterStore; text: string; at: string }
  | null;

/** What the parts of the reader that act on an open article are given. */
export interface ReaderProps {
  stores: Stores;
  document: ArticleDocument;
  session: ReadingSession;
  near: SectionWindow;
  /** Height of the bar at the top, status bar and road included. */
  bar: number;
  onSheet: (sheet: SheetState) => void;
}
