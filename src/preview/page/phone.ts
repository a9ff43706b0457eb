import { boot, type Host, type Package, SINGLE_PAGE_SCENE } from '../../host';
import { Chrome } from './chrome';
import { offerFonts } from './fonts';
import { fromSearch, toBootOptions } from './phone-options';

/** What the outer page, the screenshots and the end-to-end tests hold on to. */
export interface PhoneWindow extends Window {
  phone: { ready: Promise<Host>; host?: Host; pkg?: Package };
}

const STORAGE_KEY = 'preview:storage';
const FORGET_KEY = 'preview:forget';

const options = fromSearch(location.search);
const phone: PhoneWindow['phone'] = { ready: start() };
(window as unknown as PhoneWindow).phone = phone;

async function start(): Promise<Host> {
  const chrome = new Chrome(options);
  try {
    const [response] = await Promise.all([fetch('/package.json'), offerFonts()]);
    const body = (await response.json()) as Package & { error?: string };
    if (!response.ok) throw new Error(body.error);
    phone.pkg = body;
    // The phone keeps what the program stored; the single page out of Moments has a storage of its own.
    const key = options.scene === SINGLE_PAGE_SCENE ? `${STORAGE_KEY}:single` : STORAGE_KEY;
    const stored = sessionStorage.getItem(key);
    const notify = (type: string, detail: unknown) =>
      parent.postMessage({ preview: type, detail }, location.origin);
    const host = await boot(body, {
      ...toBootOptions(options),
      storage: stored ? (JSON.parse(stored) as Record<string, string>) : undefined,
      onError: (error) => notify('error', error.message),
      onLog: (level, args) => notify('log', { level, text: args.map(String).join(' ') }),
    });
    addEventListener('pagehide', () => keep(key, host));
    phone.host = host;
    chrome.show(host);
    await host.idle().catch(() => {});
    notify('ready', null);
    return host;
  } catch (error) {
    chrome.fault(error instanceof Error ? error.message : String(error));
    throw error;
  }
}

/** A reload finds what the program stored, unless the outer page has just asked to forget it. */
function keep(key: string, host: Host): void {
  if (sessionStorage.getItem(FORGET_KEY)) {
    sessionStorage.clear();
    return;
  }
  try {
    sessionStorage.setItem(key, JSON.stringify(host.storage.dump()));
  } catch {
    // The browser keeps 5 MB where WeChat keeps 10: a fuller storage is not kept over a reload.
    sessionStorage.removeItem(key);
  }
}
