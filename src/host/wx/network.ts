import { type ApiGroup, asyncApi } from './api';

/** The kind of connection, and the events when it changes. */
export const networkApis: ApiGroup = ({ core, network }) => ({
  ...core.signals.apis('NetworkStatusChange', 'NetworkWeakChange'),
  getNetworkType: asyncApi(core, 'getNetworkType', () => {
    const { networkType, weakNet } = network.info();
    return { networkType, weakNet, signalStrength: 0 };
  }),
});
