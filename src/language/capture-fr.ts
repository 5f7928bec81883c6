import type { captureEn } from './capture-en.ts';
import type { Template } from './message.ts';

/** Live capture and recording in French. */
export const captureFr = {
  'source.kind.dumpcap': 'dumpcap',
  'source.kind.tcpdump': 'tcpdump',
  'source.kind.libpcap': 'libpcap, sans autre programme',
  'source.kind.stream': 'un flux venant d’un autre programme',
  'source.failure.no-permission': 'la capture sur {interface} n’est pas permise ({detail})',
  'source.failure.no-such-interface': 'il n’y a pas d’interface réseau {interface}',
  'source.failure.interface-down': 'l’interface réseau {interface} est désactivée',
  'source.failure.interface-gone': 'l’interface réseau {interface} a disparu pendant la capture',
  'source.failure.bad-filter': 'le filtre de capture n’est pas compris ({detail})',
  'source.failure.program-missing': '{detail} n’est pas installé',
  'source.failure.program-failed': 'le programme de capture n’a pas pu démarrer ({detail})',
  'source.failure.program-died': 'le programme de capture s’est arrêté de lui-même ({detail})',
  'source.failure.program-stuck':
    'le programme de capture ne s’est pas arrêté quand on le lui a demandé et a été arrêté de force : ce qu’il n’avait pas encore remis manque',
  'source.failure.stream-missing': '{interface} n’existe pas',
  'source.failure.stream-unreadable': '{interface} ne peut pas être lu ({detail})',
  'source.failure.stream-not-a-capture': 'ce qui vient de {interface} n’est pas une capture : il faut du pcap ou du pcapng ({detail})',
  'source.failure.stream-damaged': 'ce qui vient de {interface} est endommagé et la suite ne peut pas être lue',
  'source.failure.disk-full': 'le disque de {interface} est plein : plus rien n’est enregistré, l’analyse continue',
  'source.failure.record-failed': 'rien ne peut être enregistré dans {interface} ({detail}) : l’analyse continue',
  'source.failure.thread-died': 'un défaut de Mouchard lui-même a mis fin à la capture ({detail}). Merci de le signaler.',
  'source.mend': 'Pour y remédier :',
  'source.kept': 'Tout ce qui a été vu jusque-là est conservé.',
  'source.left-behind': {
    one: '{count} paquet était arrivé et n’a pas été analysé.',
    other: '{count} paquets étaient arrivés et n’ont pas été analysés.',
  },
  'limit.live-arrival-times': {
    one: 'Les heures sont celles de l’arrivée des paquets ici, pas celles où la carte réseau les a vus.',
    other: 'Les heures sont celles de l’arrivée des paquets ici, pas celles où les cartes réseau les ont vus.',
  },
  'limit.live-lengths-unknown': {
    one: 'On ne sait pas si des paquets ont été tronqués lors de la capture.',
    other: 'On ne sait pas si des paquets ont été tronqués lors de la capture.',
  },
  'limit.live-drops-unknown': {
    one: 'On ne sait pas combien de paquets ont été perdus avant d’arriver à Mouchard : cette façon de capturer ne le dit pas.',
    other: 'On ne sait pas combien de paquets ont été perdus avant d’arriver à Mouchard : cette façon de capturer ne le dit pas.',
  },
  'limit.live-interface-down': {
    one: 'Une interface réseau a été désactivée un moment : ce qui est passé entre-temps n’a pas été vu.',
    other: 'Une interface réseau a été désactivée {count} fois : ce qui est passé entre-temps n’a pas été vu.',
  },
  'limit.live-stop-unread': {
    one: 'L’arrêt n’a pas été attendu plus de dix secondes : ce qui est arrivé dans la dernière milliseconde avant lui ({count}) n’a pas été lu jusqu’au bout.',
    other:
      'L’arrêt n’a pas été attendu plus de dix secondes : ce qui est arrivé dans les {count} dernières millisecondes avant lui n’a pas été lu jusqu’au bout.',
  },
  'limit.live-unanalysed': {
    one: '{count} paquet a été capturé mais pas analysé : il y en avait trop à la fois.',
    other: '{count} paquets ont été capturés mais pas analysés : il y en avait trop à la fois.',
  },
  'limit.live-spool-full': {
    one: 'L’analyse a pris tant de retard que la place sur le disque où l’attendent les paquets s’est épuisée.',
    other: 'L’analyse a pris tant de retard que la place sur le disque où l’attendent les paquets s’est épuisée {count} fois.',
  },
  'limit.live-spool-disk-full': {
    one: 'Le disque n’a plus assez de place pour que les paquets y attendent quand l’analyse prend du retard.',
    other: 'Le disque n’avait plus assez de place pour que les paquets y attendent quand l’analyse prenait du retard, {count} fois.',
  },
  'limit.live-spool-failed': {
    one: 'Les paquets ne peuvent pas attendre sur le disque quand l’analyse prend du retard : l’écriture y a échoué.',
    other: 'Les paquets ne pouvaient pas attendre sur le disque quand l’analyse prenait du retard : l’écriture y a échoué {count} fois.',
  },
  'limit.recording-missing': {
    one: '{count} paquet a été analysé mais manque dans l’enregistrement.',
    other: '{count} paquets ont été analysés mais manquent dans l’enregistrement.',
  },
  'limit.recording-deleted': {
    one: '{count} paquet a été enregistré, puis supprimé avec les fichiers les plus anciens pour faire place aux suivants, comme demandé.',
    other:
      '{count} paquets ont été enregistrés, puis supprimés avec les fichiers les plus anciens pour faire place aux suivants, comme demandé.',
  },
} as const satisfies Readonly<Record<keyof typeof captureEn, Template>>;
