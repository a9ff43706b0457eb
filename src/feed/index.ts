export * from './parse';
export * from './paths';
export * from './search';
export * from './types';
