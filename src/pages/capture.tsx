import { Easel } from '../components/poster-sheet';
import type { Capture } from '../stores/capture';
import { observer } from './observer';

/** The canvas that the poster of a screenshot is drawn on, while it is. */
export const CaptureEasel = observer(({ capture }: { capture: Capture }) =>
  capture.drawings > 0 ? <Easel /> : null,
);
