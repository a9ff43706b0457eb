import type { Core } from './core/core';
import type { Files } from './phone/files';
import type { Launch } from './phone/launch';
import type { Network } from './phone/network';
import type { Permissions } from './phone/permissions';
import type { Phone } from './phone/phone';
import type { PictureSource } from './phone/pictures';
import type { Storage } from './phone/storage';
import type { Ui } from './phone/ui';
import type { PageStack } from './stack/page-stack';
import type { Share } from './stack/share';

/** What a running host is made of. Calls of `wx` and built-in components take of it what they need. */
export interface Parts {
  readonly core: Core;
  readonly phone: Phone;
  readonly ui: Ui;
  readonly network: Network;
  readonly storage: Storage;
  readonly files: Files;
  readonly permissions: Permissions;
  readonly pictures: PictureSource;
  readonly launch: Launch;
  readonly stack: PageStack;
  readonly share: Share;
}
