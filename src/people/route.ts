import type { Permission } from './permissions.js';

/** What a caller needs for an address: a permission, being signed in, or nothing at all. */
export type Access = Permission | 'signed_in' | 'anybody';
type Method = 'get' | 'post' | 'delete';
/** An address with what it takes. */
export type Route = readonly [Method, string, Access];
