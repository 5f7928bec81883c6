import { Component, type ReactNode } from 'react';

interface Props {
  /** What is shown: when it changes, it is tried again. */
  readonly subject: unknown;
  /** What stands there instead, by the reason why it failed. */
  readonly failed: (reason: string) => ReactNode;
  readonly children: ReactNode;
}

interface State {
  readonly reason: string | null;
  readonly subject: unknown;
}

/** Keeps a fault in one screen from taking the others, and the reading of the capture, with it. */
export class Guard extends Component<Props, State> {
  override state: State = { reason: null, subject: null };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { reason: error instanceof Error ? error.message : String(error) };
  }

  static getDerivedStateFromProps({ subject }: Props, state: State): State | null {
    return subject === state.subject ? null : { reason: null, subject };
  }

  override render(): ReactNode {
    const { failed, children } = this.props;
    const { reason } = this.state;
    return reason === null ? children : failed(reason);
  }
}
