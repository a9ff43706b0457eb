/** Files of the index and pages of the lists that are kept loaded for the next query. */
const MOST = 40;

/** What queries have loaded: a file once asked for is not asked for again, one that failed is. */
export class LoadedFiles {
  private readonly files = new Map<string, Promise<unknown>>();

  /** @param key stands for one file and one way of reading it: `load` of the same key gives the same type */
  get<T>(key: string, load: () => Promise<T>): Promise<T> {
    const loaded = this.files.get(key) as Promise<T> | undefined;
    if (loaded) return loaded;
    if (this.files.size >= MOST) this.files.delete(this.files.keys().next().value!);
    const loading = load();
    this.files.set(key, loading);
    loading.catch(() => this.files.delete(key));
    return loading;
  }
}
