/*
 * In tests no power is cut: what is written need not be brought to the disk, which takes most of the time of a small run.
 * What must be there in which order is told by tests/publisher/disk/, in processes of their own.
 */
require('node:fs').fsyncSync = () => {};
