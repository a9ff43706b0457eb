export * from './parse';
export * from './paths';
export * from './rows';
export * from './search';
export * from './types';
