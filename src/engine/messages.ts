import type { Text } from '../model/text.ts';
import { cutText } from './cut-text.ts';
import { flawInFrench, typeInFrench } from './words-in-french.ts';

const SHOWN_MAX = 80;

/** A name or value of a rule file as it may be shown: quoted, escaped, cut. */
export function shown(value: unknown): string {
  return cutText(JSON.stringify(value) ?? String(value), SHOWN_MAX);
}

function meant(nearest: string | null): Text {
  return nearest === null
    ? { en: '', fr: '' }
    : { en: `; did you mean ${shown(nearest)}?`, fr: ` ; vouliez-vous dire ${shown(nearest)} ?` };
}

/** Every message about a rule file, in both languages. */
export const MESSAGES = {
  fileTooLong: (max: number): Text => ({
    en: `The file is longer than ${max} characters`,
    fr: `Le fichier dépasse ${max} caractères`,
  }),
  unreadable: (code: string): Text => ({
    en: `The file or folder cannot be read (${code})`,
    fr: `Le fichier ou le dossier est illisible (${code})`,
  }),
  notUtf8: (): Text => ({ en: 'The file is not UTF-8', fr: 'Le fichier n’est pas en UTF-8' }),
  tooManyFiles: (max: number): Text => ({ en: `More than ${max} files`, fr: `Plus de ${max} fichiers` }),
  tooDeep: (): Text => ({ en: 'Folders are nested too deep', fr: 'Les dossiers sont trop imbriqués' }),
  notYaml: ({ en, fr }: Text): Text => ({ en: `Not valid YAML: ${en}`, fr: `YAML invalide : ${fr}` }),
  empty: (): Text => ({ en: 'The file is empty', fr: 'Le fichier est vide' }),
  severalDocuments: (): Text => ({ en: 'A file holds one document only', fr: 'Un fichier ne contient qu’un document' }),
  anchor: (): Text => ({ en: 'Anchors and aliases are not allowed', fr: 'Les ancres et les alias ne sont pas permis' }),
  tag: (): Text => ({ en: 'Tags are not allowed', fr: 'Les étiquettes YAML ne sont pas permises' }),
  tooManyNodes: (max: number): Text => ({ en: `More than ${max} values`, fr: `Plus de ${max} valeurs` }),
  keyNotText: (): Text => ({ en: 'A key must be text', fr: 'Une clé doit être un texte' }),
  repeatedKey: (key: string): Text => ({ en: `The key ${shown(key)} stands here twice`, fr: `La clé ${shown(key)} figure deux fois` }),
  missingKey: (key: string): Text => ({ en: `The key ${shown(key)} is missing`, fr: `La clé ${shown(key)} manque` }),
  unknownKey: (key: string, nearest: string | null): Text => ({
    en: `Unknown key ${shown(key)}${meant(nearest).en}`,
    fr: `Clé inconnue ${shown(key)}${meant(nearest).fr}`,
  }),
  unknownValue: (value: unknown, nearest: string | null): Text => ({
    en: `Unknown value ${shown(value)}${meant(nearest).en}`,
    fr: `Valeur inconnue ${shown(value)}${meant(nearest).fr}`,
  }),
  unknownKind: (kind: string, nearest: string | null): Text => ({
    en: `Unknown kind of observation ${shown(kind)}${meant(nearest).en}`,
    fr: `Genre d’observation inconnu ${shown(kind)}${meant(nearest).fr}`,
  }),
  unknownField: (field: string, kind: string, nearest: string | null): Text => ({
    en: `${kind} has no field ${shown(field)}${meant(nearest).en}`,
    fr: `${kind} n’a pas de champ ${shown(field)}${meant(nearest).fr}`,
  }),
  unknownOperator: (operator: string, nearest: string | null): Text => ({
    en: `Unknown operator ${shown(operator)}${meant(nearest).en}`,
    fr: `Opérateur inconnu ${shown(operator)}${meant(nearest).fr}`,
  }),
  unknownFramework: (framework: string, nearest: string | null): Text => ({
    en: `Unknown framework ${shown(framework)}${meant(nearest).en}`,
    fr: `Référentiel inconnu ${shown(framework)}${meant(nearest).fr}`,
  }),
  expected: (expected: string, actual: string): Text => ({
    en: `Expected ${expected}, found ${actual}`,
    fr: `Attendu : ${typeInFrench(expected)} ; trouvé : ${typeInFrench(actual)}`,
  }),
  operatorMismatch: (operator: string, field: string, type: string): Text => ({
    en: `${operator} does not apply to ${field}, which is ${type}`,
    fr: `${operator} ne s’applique pas à ${field}, qui est ${typeInFrench(type)}`,
  }),
  nullOperand: (): Text => ({ en: 'Nothing equals null; write "exists: false"', fr: 'Rien n’est égal à null ; écrivez « exists: false »' }),
  emptyList: (): Text => ({ en: 'The list is empty', fr: 'La liste est vide' }),
  emptyText: (): Text => ({ en: 'The text is empty', fr: 'Le texte est vide' }),
  badPattern: (flaw: string): Text => ({ en: `The pattern is refused: ${flaw}`, fr: `Le motif est refusé : ${flawInFrench(flaw)}` }),
  badRange: (value: unknown): Text => ({
    en: `${shown(value)} is no block of addresses`,
    fr: `${shown(value)} n’est pas un bloc d’adresses`,
  }),
  badDuration: (value: unknown): Text => ({ en: `${shown(value)} is no duration`, fr: `${shown(value)} n’est pas une durée` }),
  notFileName: (value: unknown, name: string): Text => ({
    en: `The id ${shown(value)} is not the name of the file, ${shown(name)}`,
    fr: `L’identifiant ${shown(value)} n’est pas le nom du fichier, ${shown(name)}`,
  }),
  notFolderName: (value: unknown, name: string): Text => ({
    en: `The category ${shown(value)} is not the name of the folder, ${shown(name)}`,
    fr: `La catégorie ${shown(value)} n’est pas le nom du dossier, ${shown(name)}`,
  }),
  sameId: (id: string, other: string): Text => ({
    en: `The id ${shown(id)} is that of ${shown(other)} as well`,
    fr: `L’identifiant ${shown(id)} est aussi celui de ${shown(other)}`,
  }),
  noFiringTest: (): Text => ({ en: 'No test in which the rule fires', fr: 'Aucun test où la règle se déclenche' }),
  noSilentTest: (): Text => ({ en: 'No test in which the rule stays silent', fr: 'Aucun test où la règle reste muette' }),
  windowHalf: (present: string, missing: string): Text => ({
    en: `${shown(present)} needs ${shown(missing)} beside it`,
    fr: `${shown(present)} exige ${shown(missing)} à ses côtés`,
  }),
  periodNeedsCount: (least: number): Text => ({
    en: `"period" needs a count of at least ${least}: fewer moments have no period`,
    fr: `« period » exige un nombre d’au moins ${least} : moins d’instants n’ont pas de période`,
  }),
  oneKind: (count: number): Text => ({
    en: `A given observation names one kind, not ${count}`,
    fr: `Une observation donnée nomme un genre, et non ${count}`,
  }),
  givenOrCapture: (): Text => ({ en: 'A test has either "given" or "capture"', fr: 'Un test a soit « given », soit « capture »' }),
  repeatedName: (name: string): Text => ({ en: `Another test is named ${shown(name)}`, fr: `Un autre test se nomme ${shown(name)}` }),
} as const;
