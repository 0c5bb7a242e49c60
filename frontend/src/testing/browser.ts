/** What the components ask of a browser and jsdom does not have: nothing matches, nothing is measured, nothing scrolls. */

class NoSizes implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

export function fillInBrowser(): void {
  Object.assign(window, {
    matchMedia: () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }),
    ResizeObserver: NoSizes,
  });
  Element.prototype.scrollIntoView = () => {};
}
