import type { MessageKey, Parameters } from '../language/message.ts';

/** A command cannot be carried out as asked: told in words of the catalogue, with the exit status that fits. */
export class CommandError extends Error {
  readonly key: MessageKey;
  readonly parameters: Parameters;
  readonly exitCode: number;
  /** Lines that follow the message, such as one for each problem in a rule file. */
  readonly details: readonly string[];

  constructor(exitCode: number, key: MessageKey, parameters: Parameters = {}, details: readonly string[] = []) {
    super(String(key));
    this.key = key;
    this.parameters = parameters;
    this.exitCode = exitCode;
    this.details = details;
  }
}
