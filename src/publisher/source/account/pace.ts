import { DAY } from '../../memory/calls';
import { BATCH } from './client';

/*
 * How much of an account's list a run looks through beside the newest messages, so that all of it was seen within 24
 * hours whatever the schedule, and how many calls are kept back for the newest messages.
 */

/** The interface's daily quota, unless the operator says another one. */
export const QUOTA = 1000;
/** What the schedule is taken for where nothing is known of it, and the least that it is taken for. */
export const USUAL = 10 * 60_000;
/** Messages that a part has of the one before it: it begins above the last one, so that what stood between is seen. */
const OVERLAP = 2;
/** A look at the newest messages: a token and a page. */
const NEWEST = 2;
/** Kept back at least: somebody may run it by hand. */
const FEW_CALLS = 20;

/**
 * Into how many parts the list is cut for runs so many milliseconds apart. Those that come often have an hour to spare,
 * for what fails and for what is published meanwhile; of a few a day every one is needed, and none may be a bit late.
 */
export function partsOf(interval: number): number {
  const runs = Math.floor(DAY / Math.max(interval, 1) + 0.05);
  return Math.max(1, runs >= 12 ? runs - Math.ceil(runs / 24) : runs);
}

/**
 * How many pages of a list of so many messages a run looks through.
 * @param interval since the last run
 * @param elapsed since the last run that could look at a part; those between failed, or had no calls left
 */
export function pagesFor(messages: number, interval: number, elapsed = interval): number {
  const share = Math.max(1, elapsed / Math.max(interval, 1)) / partsOf(interval);
  return share >= 1
    ? Math.ceil(messages / BATCH) + 1
    : Math.max(1, Math.ceil((messages * share + OVERLAP) / BATCH));
}

/** How many calls of a day belong to the newest messages. `used` is how many they took in the last one. */
export const keptBack = (interval: number, used: number): number =>
  Math.max(FEW_CALLS, Math.ceil((NEWEST * DAY) / Math.max(interval, USUAL)), used);

/** Of those that are left, what older messages leave for pages with something new, and for looking twice. */
export const spared = (quota: number): number => Math.floor(quota / 10);

/** How many calls a day the quota has to allow for all of it to be seen: pages, newest messages, what is spared. */
export const callsADay = (messages: number, interval: number, quota: number): number =>
  Math.ceil((pagesFor(messages, interval) * DAY) / Math.max(interval, USUAL)) +
  keptBack(interval, 0) +
  spared(quota);
