/** Microseconds since the Unix epoch, by the capture's clock. Exact as a number until the year 2255. */
export type Micros = number;

/** A number within the run; `null` where traffic belongs to no flow. */
export type FlowId = number;

/** 0: the originator (who sent the flow's first packet); 1: the responder. */
export type Direction = 0 | 1;

export type Scalar = string | number | boolean | null;
export type RecordValue = Readonly<Record<string, Scalar>>;
interface Values {
  string: string;
  number: number;
  boolean: boolean;
  strings: readonly string[];
  numbers: readonly number[];
  records: readonly RecordValue[];
  'string?': string | null;
  'number?': number | null;
  'boolean?': boolean | null;
  'strings?': readonly string[] | null;
  'numbers?': readonly number[] | null;
}
export type ValueType = keyof Values;
export type Value = Values[ValueType];
/** The fields of one kind of observation: name to type. Runtime data, so that types, rule checking and documents follow from it. */
export type Shape = Readonly<Record<string, ValueType>>;
/** Every kind that a dissector can emit. */
export type Vocabulary = Readonly<Record<string, Shape>>;
export type FieldsOf<S extends Shape> = { readonly [K in keyof S]: Values[S[K]] };
export type Fields = Readonly<Record<string, Value>>;

/** A fact read off the wire. It carries no judgement (rules judge) and no secret (a flag or a length stands for it). */
export interface Observation<K extends string = string, F = Fields> {
  readonly kind: K;
  readonly at: Micros;
  /** Counts from 1 over the capture, as Wireshark does: the frame that completed the message. */
  readonly frame: number;
  readonly flow: FlowId | null;
  readonly sender: Direction | null;
  readonly fields: F;
  /** Of what is told only when its flow has ended: `at` and `frame` then say when that was decided, and are those of any flow. */
  readonly shown?: Shown | null;
}

/** Where a flow can be seen whose end was decided later. */
export interface Shown {
  /** Frames of the flow. */
  readonly frames: readonly [number, ...number[]];
  /** When its last packet came. */
  readonly at: Micros;
}

export type ObservationOf<V extends Vocabulary> = { [K in keyof V & string]: Observation<K, FieldsOf<V[K]>> }[keyof V & string];
