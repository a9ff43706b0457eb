import { deserialize, serialize } from 'node:v8';

/** What a run did to the disk, one after the other. Paths are relative to the folder that feed and archive lie in. */
export type Entry =
  /** A new, empty file. */
  | { do: 'create'; name: string }
  | { do: 'write'; name: string; at: number; data: Uint8Array }
  | { do: 'size'; name: string; size: number }
  | { do: 'folder'; name: string }
  | { do: 'link'; from: string; name: string }
  | { do: 'rename'; from: string; name: string }
  /** Of a file, or of a folder that is empty by then. */
  | { do: 'remove'; name: string }
  /** One file or folder was brought to the disk. */
  | { do: 'synced'; name: string }
  /** `disk.sync` begins, and ends. */
  | { do: 'sync' }
  | { do: 'sync ends' }
  /** The database after a commit of its own. */
  | { do: 'database'; data: Uint8Array };

export interface Log {
  entries: Entry[];
  /** How often `disk.sync` was called. */
  syncs: number;
}

export const packedLog = (log: Log): Buffer => serialize(log);
export const unpackedLog = (bytes: Buffer): Log => deserialize(bytes) as Log;
