import { Component, type ReactNode } from 'react';
import { asFault, Fault } from '../api/faults.ts';
import { unreachedSince } from '../api/reach.ts';
import { FaultNotice } from './notice.tsx';

interface PageGuardProps {
  /** Where one is: going elsewhere is a new beginning. */
  readonly at: string;
  readonly children: ReactNode;
}

interface State {
  readonly at: string;
  readonly fault: Fault | null;
}

/** Keeps a page that cannot be loaded or shown from taking the frame with it: without a network, those that nobody has opened yet. */
export class PageGuard extends Component<PageGuardProps, State> {
  override readonly state: State = { at: this.props.at, fault: null };

  static getDerivedStateFromProps({ at }: PageGuardProps, state: State): State | null {
    return at === state.at ? null : { at, fault: null };
  }

  static getDerivedStateFromError(thrown: unknown): Pick<State, 'fault'> {
    return { fault: unreachedSince.get() === null ? asFault(thrown) : new Fault('UNREACHABLE', 'The page cannot be loaded.') };
  }

  override render(): ReactNode {
    const { fault } = this.state;
    return fault ? <FaultNotice of={fault} onRetry={() => location.reload()} /> : this.props.children;
  }
}
