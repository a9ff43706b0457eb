import { useEffect } from 'react';
import { PosterSheet } from '../components/poster-sheet';
import type { PosterStore } from '../stores/poster-store';
import { observer } from './observer';

interface PosterProps {
  poster: PosterStore;
  /** The pictures are the column's: its card can be sent as well. */
  column?: boolean;
  onClose: () => void;
}

/** The sheet of an article's pictures, or of the column's. */
export const Poster = observer(({ poster, column = false, onClose }: PosterProps) => {
  useEffect(() => void poster.show(), [poster]);
  return (
    <PosterSheet
      posters={poster.posters}
      kind={poster.kind}
      picture={poster.picture}
      code={poster.code}
      refused={poster.refused}
      barred={poster.barred}
      vain={poster.vain}
      column={column}
      onKind={(kind) => poster.choose(kind)}
      onCode={() => poster.switchCode()}
      onSend={() => poster.send()}
      onSave={() => poster.save()}
      onSettings={() => poster.toSettings()}
      onLook={() => poster.look()}
      onRetry={() => poster.show()}
      onClose={onClose}
    />
  );
});
