import { Component, type ReactNode } from 'react';

interface Props {
  children: ReactNode;
  /** What stands in the place of a part that failed; `retry` mounts it anew. */
  fallback: (error: Error, retry: () => void) => ReactNode;
  /** Mounts the part anew by itself after a while: nobody stands at a wall to press a button. */
  retryAfterMs?: number;
}

/** Holds a failure inside the part in which it happened. */
export class BrokenPart extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };
  #timer: ReturnType<typeof setTimeout> | undefined;

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override componentDidCatch(): void {
    if (this.props.retryAfterMs !== undefined) this.#timer = setTimeout(this.#retry, this.props.retryAfterMs);
  }

  override componentWillUnmount(): void {
    clearTimeout(this.#timer);
  }

  readonly #retry = () => this.setState({ error: null });

  override render(): ReactNode {
    return this.state.error ? this.props.fallback(this.state.error, this.#retry) : this.props.children;
  }
}
