// antd asks for media queries and sizes that jsdom does not have.
if (typeof window !== 'undefined') {
  window.matchMedia ??= (query: string) =>
    ({
      matches: false,
      media: query,
      onchange: null,
      addListener: () => undefined,
      removeListener: () => undefined,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
      dispatchEvent: () => false,
    }) as MediaQueryList;
  globalThis.ResizeObserver ??= class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  };
}

// Nothing is painted here, so the style sheets that antd writes would only be parsed, and searched at each look for a role: three quarters of the time.
if (typeof HTMLStyleElement !== 'undefined')
  for (const name of ['innerHTML', 'textContent'] as const)
    Object.defineProperty(HTMLStyleElement.prototype, name, {
      configurable: true,
      get: () => '',
      set: () => undefined,
    });
