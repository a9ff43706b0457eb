import { useEffect } from 'react';
import { ComfortSettings } from '../../components/comfort-settings';
import { ContentsSheet } from '../../components/contents-sheet';
import { HoldSheet } from '../../components/hold-sheet';
import { Sheet } from '../../components/sheet';
import { quotationShare } from '../../domain/quotation';
import { progressNote } from '../../domain/reader';
import { addressOf } from '../../domain/sections';
import type { ChatShare } from '../../domain/share';
import { plain } from '../../domain/text';
import { displayTitle } from '../../domain/typography';
import type { ArticleDocument } from '../../feed';
import type { Stores } from '../../stores';
import { PosterStore } from '../../stores/poster-store';
import { observer } from '../observer';
import { Poster } from '../poster';
import { copyText } from './copy';
import type { ReaderProps, SheetState } from './props';

type HoldState = Extract<SheetState, { name: 'hold' }>;

/** The sheet of a paragraph that was held; its card is drawn while the reader chooses. */
export function quoteSheet(
  stores: Stores,
  document: ArticleDocument,
  text: string,
  block: number,
): HoldState {
  const poster = new PosterStore(stores.source, stores.ports, document, text);
  return { name: 'hold', poster, text, at: addressOf(document.blocks, block) };
}

/** The share of that paragraph: with its own card when it is drawn, or as soon as it is. */
export function quoteShare(
  share: ChatShare,
  { poster, text }: HoldState,
): ChatShare & { promise?: Promise<ChatShare> } {
  const now = quotationShare(share, text, poster.file ?? undefined);
  if (poster.file !== null) return now;
  return { ...now, promise: poster.drawn.then(() => quotationShare(share, text, poster.file ?? undefined)) };
}

export const Sheets = observer((props: ReaderProps & { sheet: NonNullable<SheetState> }) => {
  const { stores, document, session, near, bar, sheet, onSheet } = props;
  const { settings, ports } = stores;
  const close = () => onSheet(null);
  const jump = (target: string) => {
    close();
    if (target === 'start') ports.viewport.scrollToTop();
    else if (target === 'end') ports.viewport.scrollTo('after', bar + 8);
    else void near.jump(near.blockOf(target));
  };
  switch (sheet.name) {
    case 'contents':
      return (
        <ContentsSheet
          contents={document.contents}
          start={displayTitle(epigraph(document) || document.headline)}
          here={sheet.here}
          note={progressNote(session.progress, document.minutes)}
          onJump={jump}
          onClose={close}
        />
      );
    case 'settings':
      return (
        <Sheet title="阅读设置" onClose={close}>
          <ComfortSettings
            comfort={settings.comfort}
            onChoose={(choice) => settings.choose(choice)}
            onReset={() => settings.reset()}
          />
        </Sheet>
      );
    case 'poster':
      return <Poster poster={sheet.poster} onClose={close} />;
    case 'hold':
      return <Held stores={stores} sheet={sheet} onClose={close} onSheet={onSheet} />;
  }
});

const epigraph = ({ blocks }: ArticleDocument) => {
  const first = blocks[0];
  return first?.type === 'paragraph' && first.lead ? plain(first.inlines) : '';
};

interface HeldProps {
  stores: Stores;
  sheet: HoldState;
  onClose: () => void;
  onSheet: (sheet: SheetState) => void;
}

const Held = observer(({ stores, sheet, onClose, onSheet }: HeldProps) => {
  const { poster, text } = sheet;
  const { messages } = stores.ports;
  useEffect(() => void poster.choose('quote'), [poster]);
  const copy = async () => {
    onClose();
    await copyText(messages, text);
  };
  return (
    <HoldSheet
      text={text}
      onCopy={() => void copy()}
      onCard={() => onSheet({ name: 'poster', poster })}
      onClose={onClose}
    />
  );
});
