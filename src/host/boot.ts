import type { Core } from './core/core';
import { ApiFailure } from './core/failure';
import type { BootOptions } from './core/options';
import { Records } from './core/records';
import { Scheduler } from './core/scheduler';
import { Signals } from './core/signals';
import { parsePageUrl } from './core/url';
import { Host } from './host';
import { Program } from './logic/program';
import { SetDataMeter } from './logic/set-data';
import type { Package } from './package/package';
import type { Parts } from './parts';
import { Files } from './phone/files';
import { launchOf } from './phone/launch';
import { Network } from './phone/network';
import { Permissions } from './phone/permissions';
import { Phone } from './phone/phone';
import { pictureSource } from './phone/pictures';
import { Storage } from './phone/storage';
import { Ui } from './phone/ui';
import { defineBuiltins } from './screen/built-in';
import { listenToErrors } from './screen/errors';
import { Gestures } from './screen/gestures';
import { hoverPress } from './screen/hover';
import { createScreen } from './screen/screen';
import { dressDocument } from './screen/styles';
import { servicesOf } from './services';
import { PageStack } from './stack/page-stack';
import { Share } from './stack/share';
import { createWx } from './wx';

/** A finger that pulls a page down further than this, in px, has it refreshed. */
const PULL_DISTANCE = 80;

/**
 * Starts the program from cold, as WeChat does, and resolves when its first page has settled. Several boots in one
 * document follow one another: close the one before. Rejects where the program cannot start at all; what goes wrong
 * after that is in `host.errors`.
 */
export async function boot(pkg: Package, options: BootOptions = {}): Promise<Host> {
  const undo: (() => void)[] = [];
  // In reverse: pages hear of their end first, and then nothing of the program runs any more.
  const close = () => {
    for (const each of undo.splice(0).reverse()) each();
  };
  const records = new Records(options);
  const scheduler = new Scheduler((error) => records.error(error));
  const signals = new Signals((run) => scheduler.guard(run));
  const core: Core = { pkg, options, records, scheduler, signals };
  try {
    undo.push(listenToErrors(core), () => scheduler.close());
    const app = pkg.json['app.json'] ?? {};
    const path = (options.path ?? pkg.pages[0] ?? '').replace(/^\//, '');
    const phone = new Phone(options, app);
    undo.push(dressDocument(phone, app.style));
    const screen = createScreen(core, phone.shownTheme);
    undo.push(() => screen.backend.close());

    const meter = new SetDataMeter(records);
    const ui = new Ui(core);
    const network = new Network(core, options.network);
    const files = new Files(options.files);
    const stack = new PageStack(core, screen, ui, phone, {
      created: (page) => meter.measure(page),
      notFound: (request) => {
        scheduler.guard(() => program.app?.onPageNotFound?.(request));
        signals.emit('PageNotFound', request);
      },
    });
    undo.push(() => stack.close());
    const parts: Parts = {
      core,
      phone,
      ui,
      network,
      storage: new Storage(options.storage, options.storageFails),
      files,
      permissions: new Permissions(core, ui),
      pictures: pictureSource(core, files, network),
      launch: launchOf(options, parsePageUrl(path)),
      stack,
      share: new Share(core, stack),
    };
    const wx = createWx(parts);
    const program = new Program(core, meter, wx, () => stack.pages.map((open) => open.page));
    defineBuiltins(screen, pkg.tags, servicesOf(parts, wx));
    const gestures = new Gestures({
      guard: (run) => void scheduler.guard(run),
      press: (node) => hoverPress(node),
      pull: (distance, released) => {
        const top = stack.pages.at(-1);
        const pulls = top?.config.enablePullDownRefresh && stack.viewport.scroller.scrollTop <= 0;
        if (released && pulls && distance > PULL_DISTANCE && !ui.pulling) stack.pullDown();
      },
    });
    undo.push(() => gestures.close());

    const { launch } = parts;
    const instance = program.start(screen.space);
    scheduler.guard(() => instance.onLaunch?.(launch));
    scheduler.guard(() => instance.onShow?.(launch));
    signals.emit('AppShow', launch);
    await stack.open(`/${path}`, 'appLaunch').catch((error: unknown) => {
      // An entry page that does not exist is for `onPageNotFound` to answer, within the same turn.
      if (!(error instanceof ApiFailure) || stack.pages.length === 0) records.error(error, 'launch');
    });
    return new Host({ ...parts, program, wx, backend: screen.backend, close });
  } catch (error) {
    records.error(error);
    close();
    throw error;
  }
}
