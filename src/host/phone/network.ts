import type { Core } from '../core/core';
import type { NetworkState } from '../core/transport';

/** How long an answer takes in each state beyond what it takes anyway. */
const DELAY: Record<NetworkState, number> = { online: 0, offline: 0, slow: 1200, weak: 2500 };

/** The phone's connection, as a switch. */
export class Network {
  constructor(
    private readonly core: Core,
    public state: NetworkState = 'online',
  ) {}

  get isConnected(): boolean {
    return this.state !== 'offline';
  }

  get delay(): number {
    return this.core.options.delays?.[this.state] ?? DELAY[this.state];
  }

  info(): Record<string, unknown> {
    return {
      networkType: this.isConnected ? 'wifi' : 'none',
      isConnected: this.isConnected,
      weakNet: this.state === 'weak',
    };
  }

  set(state: NetworkState): void {
    const before = this.info();
    this.state = state;
    const after = this.info();
    const { networkType, isConnected, weakNet } = after;
    if (before.isConnected !== isConnected)
      this.core.signals.emit('NetworkStatusChange', { networkType, isConnected });
    if (before.weakNet !== weakNet) this.core.signals.emit('NetworkWeakChange', { networkType, weakNet });
  }
}
