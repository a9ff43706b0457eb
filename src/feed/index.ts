export * from './parse';
export * from './paths';
export * from './types';
