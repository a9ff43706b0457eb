import { bundleDriver, Server } from '../commands/kills/process';
import { cleanUp, temporary } from '../support';

/** Processes of a test file, from its first test to its last. */
export interface Servers {
  /** Takes down what a run does to the disk. */
  recording: Server;
  /** They wait for no disk. */
  hurried: Server;
  lanes: Server[];
}

/** @param lanes how many processes run at once what is not recorded */
export function serversOf(lanes: number): Servers {
  const servers = {} as Servers;
  beforeAll(async () => {
    const driver = await bundleDriver(temporary());
    servers.recording = new Server(driver, 'recording');
    servers.lanes = Array.from({ length: lanes }, () => new Server(driver, 'hurried'));
    servers.hurried = servers.lanes[0]!;
  });
  afterAll(() => {
    for (const one of [servers.recording, ...servers.lanes]) one.close();
    cleanUp();
  });
  return servers;
}
