let last = 0;

/** A number greater than all before it: two contents never share a version, also after a reset. */
export function nextVersion(): number {
  last += 1;
  return last;
}
