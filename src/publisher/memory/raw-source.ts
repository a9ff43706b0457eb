/**
 * A source as the archive keeps it: enough to convert it again without its file, its pictures' folder or
 * WeChat. `files` names what lay beside it, by the path that the source uses, with content hashes.
 */
export interface RawSource {
  /** Which of the source's readers understands `text`; the archive only keeps it. */
  form: string;
  /** Names the source in reports: its file's path, or its place in the account's API. */
  name: string;
  text: string;
  files: Record<string, string>;
}
