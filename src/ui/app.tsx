import { useLayoutEffect, useSyncExternalStore, type ReactNode } from 'react';
import type { Language } from '../model/text.ts';
import type { FrameSink, Part } from './frame-sink.ts';
import { Guard } from './guard.tsx';
import { paint, type Painted, type Palette } from './paint.ts';
import { clip, row, span, type Row } from './row.ts';
import type { Show } from './show.ts';
import type { UiState } from './state.ts';
import type { UiStore } from './ui-store.ts';
import { footView, headView, measure, middleHeight, middleView, smallView } from './view/screen.ts';

export interface AppProps {
  readonly store: Pick<UiStore, 'current' | 'subscribe'>;
  readonly shows: Readonly<Record<Language, Show>>;
  readonly color: boolean;
  readonly sink: Pick<FrameSink, 'put' | 'show'>;
}

interface PartProps {
  readonly part: Part;
  readonly state: UiState;
  readonly show: Show;
  readonly palette: Palette | null;
  readonly sink: Pick<FrameSink, 'put'>;
  readonly rowsOf: (state: UiState, show: Show) => readonly Row[];
  /** Lines that the part takes, whatever it has to say. */
  readonly height: number;
}

const NOTHING = (): readonly Row[] => [];

/** The whole screen: head, body and foot, each guarded by itself. */
export function App({ store, shows, color, sink }: AppProps): ReactNode {
  const state = useSyncExternalStore(store.subscribe, store.current);
  const show = shows[state.language];
  const { small, height } = measure(state);
  const common = { state, show, palette: color ? state.palette : null, sink };
  // Effects of the parts come before the effect of what holds them: all lines are there when the frame is shown.
  useLayoutEffect(() => sink.show(), [sink, state, show]);
  return (
    <>
      <Guarded {...common} part="head" rowsOf={small ? NOTHING : headView} height={small ? 0 : 3} />
      <Guarded {...common} part="body" rowsOf={small ? smallView : bodyRows} height={small ? height : middleHeight(state)} />
      <Guarded {...common} part="foot" rowsOf={small ? NOTHING : footView} height={small ? 0 : 2} />
    </>
  );
}

function bodyRows(state: UiState, show: Show): readonly Row[] {
  return middleView(state, show).rows;
}

function Guarded(props: PartProps): ReactNode {
  const failed = (reason: string): ReactNode => (
    <Lines {...props} rowsOf={(_state, show) => [row(span(show.say('ui.failed', { reason }), 'warning'))]} />
  );
  return (
    <Guard subject={props.state} failed={failed}>
      <Lines {...props} />
    </Guard>
  );
}

/** Puts the lines of one part into the next frame. */
function Lines({ part, state, show, palette, sink, rowsOf, height }: PartProps): ReactNode {
  const { width } = measure(state);
  const lines = rowsOf(state, show)
    .slice(0, height)
    .map((line) => paint(clip(line, width, show.glyphs.ellipsis), palette));
  const whole = [...lines, ...Array.from({ length: height - lines.length }, () => '' as Painted)];
  useLayoutEffect(() => sink.put(part, whole), [sink, part, whole]);
  return null;
}
