import type { Core } from '../core/core';

export interface Toast {
  title: string;
  icon: string;
  image: string;
  mask: boolean;
}

export interface Modal {
  title: string;
  content: string;
  showCancel: boolean;
  cancelText: string;
  confirmText: string;
  cancelColor: string;
  confirmColor: string;
  editable: boolean;
  answer(result: { confirm: boolean; content?: string }): void;
}

export interface ActionSheet {
  items: string[];
  alertText: string;
  choose(index: number | null): void;
}

/** The bar above a page, and the window around it. */
export interface Navigation {
  title: string;
  frontColor: string;
  backgroundColor: string;
  /** Colour of the window behind the page. */
  groundColor: string;
  loading: boolean;
  homeHidden: boolean;
}

/** What WeChat itself draws over a program. The browser's page draws it; tests read and answer it. */
export class Ui {
  toast: Toast | null = null;
  loading: { title: string; mask: boolean } | null = null;
  modal: Modal | null = null;
  actionSheet: ActionSheet | null = null;
  preview: { urls: string[]; current: string } | null = null;
  /** The last thing that would have left for another part of WeChat: an article, a mini-program, settings. */
  leaving: { what: string; detail: Record<string, unknown> } | null = null;
  shareImage: { path: string } | null = null;
  clipboard = '';
  readonly saved: string[] = [];
  navigation: Navigation = {
    title: '',
    frontColor: '',
    backgroundColor: '',
    groundColor: '',
    loading: false,
    homeHidden: false,
  };
  pulling = false;
  #toastTimer: number | undefined;
  #listeners = new Set<() => void>();

  constructor(private readonly core: Core) {}

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Every change of what WeChat draws goes through here. */
  set(change: Partial<Ui>): void {
    Object.assign(this, change);
    for (const listener of this.#listeners) listener();
  }

  showToast(toast: Toast, duration: number): void {
    this.core.scheduler.clear(this.#toastTimer);
    this.set({ toast, loading: null });
    this.#toastTimer = this.core.scheduler.setTimeout(() => this.set({ toast: null }), duration);
  }
}
