import { Box, Text } from 'ink';
import { useSyncExternalStore, type ReactNode } from 'react';
import type { Language } from '../model/text.ts';
import { Guard } from './guard.tsx';
import { paint } from './paint.ts';
import { clip, type Row } from './row.ts';
import type { Show } from './show.ts';
import type { UiState } from './state.ts';
import type { UiStore } from './ui-store.ts';
import { footView, headView, measure, middleHeight, middleView, smallView } from './view/screen.ts';

export interface AppProps {
  readonly store: Pick<UiStore, 'current' | 'subscribe'>;
  readonly shows: Readonly<Record<Language, Show>>;
  readonly color: boolean;
}

interface PartProps {
  readonly state: UiState;
  readonly show: Show;
  readonly color: boolean;
}

/** The whole screen: head, body and foot, each guarded by itself. */
export function App({ store, shows, color }: AppProps): ReactNode {
  const state = useSyncExternalStore(store.subscribe, store.current);
  const show = shows[state.language];
  const part = { state, show, color };
  if (measure(state).small) {
    return (
      <Guard show={show} subject={state}>
        <Small {...part} />
      </Guard>
    );
  }
  return (
    <Box flexDirection="column">
      <Guard show={show} subject={state}>
        <Head {...part} />
      </Guard>
      <Box flexDirection="column" height={middleHeight(state)} overflow="hidden">
        <Guard show={show} subject={state}>
          <Middle {...part} />
        </Guard>
      </Box>
      <Guard show={show} subject={state}>
        <Foot {...part} />
      </Guard>
    </Box>
  );
}

function Small({ state, show, color }: PartProps): ReactNode {
  return <Rows rows={smallView(state, show)} state={state} show={show} color={color} />;
}

function Head({ state, show, color }: PartProps): ReactNode {
  return <Rows rows={headView(state, show)} state={state} show={show} color={color} />;
}

function Middle({ state, show, color }: PartProps): ReactNode {
  return <Rows rows={middleView(state, show).rows.slice(0, middleHeight(state))} state={state} show={show} color={color} />;
}

function Foot({ state, show, color }: PartProps): ReactNode {
  return <Rows rows={footView(state, show)} state={state} show={show} color={color} />;
}

/** One text a line: by far the cheapest for Ink to lay out. */
function Rows({ rows, state, show, color }: PartProps & { readonly rows: readonly Row[] }): ReactNode {
  const { width } = measure(state);
  return rows.map((row, i) => (
    <Text key={i} wrap="truncate">
      {paint(clip(row, width, show.glyphs.ellipsis), color) || ' '}
    </Text>
  ));
}
