import { useEffect } from 'react';
import { ComfortSettings } from '../../components/comfort-settings';
import { ContentsSheet } from '../../components/contents-sheet';
import { HoldSheet } from '../../components/hold-sheet';
import { Sheet } from '../../components/sheet';
import { progressNote } from '../../domain/reader';
import { plain } from '../../domain/text';
import { displayTitle } from '../../domain/typography';
import type { ArticleDocument } from '../../feed';
import type { Stores } from '../../stores';
import type { VisitSheet } from '../../stores/visit/visit-sheets';
import type { VisitStore } from '../../stores/visit/visit-store';
import { observer } from '../observer';
import { Poster } from '../poster';
import { copyText } from './copy';

interface SheetsProps {
  stores: Stores;
  visit: VisitStore;
}

/** The sheet that lies over the article, if one does. */
export const Sheets = observer(({ stores, visit }: SheetsProps) => {
  const { settings } = stores;
  const { view, sheets } = visit;
  const { shown: sheet } = sheets;
  if (!sheet || view.status !== 'ready') return null;
  const close = () => visit.sheets.close();
  switch (sheet.name) {
    case 'contents': {
      const { document } = view;
      return (
        <ContentsSheet
          contents={document.contents}
          start={displayTitle(epigraph(document) || document.headline)}
          here={sheet.here}
          note={progressNote(visit.session.progress, document.minutes)}
          onJump={(target) => visit.sheets.jump(target)}
          onClose={close}
        />
      );
    }
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
    case 'quote':
      return <Quote stores={stores} visit={visit} quote={sheet} />;
  }
});

const epigraph = ({ blocks }: ArticleDocument) => {
  const first = blocks[0];
  return first?.type === 'paragraph' && first.lead ? plain(first.inlines) : '';
};

interface QuoteProps extends SheetsProps {
  quote: Extract<VisitSheet, { name: 'quote' }>;
}

const Quote = observer(({ stores, visit, quote: { poster, text } }: QuoteProps) => {
  useEffect(() => void poster.choose('quote'), [poster]);
  const copy = async () => {
    // Where WeChat refuses, the text can still be selected in the sheet.
    if (await copyText(stores.ports.messages, text)) visit.sheets.close();
  };
  return (
    <HoldSheet
      text={text}
      onCopy={() => void copy()}
      onCard={() => visit.sheets.showPoster()}
      onClose={() => visit.sheets.close()}
    />
  );
});
