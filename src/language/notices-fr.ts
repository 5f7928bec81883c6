import type { Template } from './message.ts';
import type { noticesEn } from './notices-en.ts';

/** What stood in the way of seeing everything, in French. */
export const noticesFr = {
  'capture.capture-missing': 'ce fichier n’existe pas',
  'capture.name-not-utf8':
    'un nom qui n’est pas en UTF-8 ne peut pas être ouvert ; renommez le fichier, ou envoyez-le par l’entrée standard : mouchard analyze - < FICHIER',
  'capture.capture-unreadable': 'le fichier ne peut pas être ouvert ({detail})',
  'capture.capture-is-directory': 'c’est un dossier, pas une capture',
  'capture.capture-is-terminal': 'l’entrée standard est le clavier : donnez un fichier, ou envoyez une capture dans la commande',
  'capture.capture-empty': 'le fichier est vide',
  'capture.capture-format-unsupported': 'c’est un fichier de type {detail}, qui n’est pas lu : convertissez-le d’abord en pcapng',
  'capture.capture-not-a-capture': 'ce n’est ni du pcap ni du pcapng : ses premiers octets sont {detail}',
  'capture.capture-read-failed': 'la suite du fichier n’a pas pu être lue',
  'capture.capture-cut-short': 'le fichier s’arrête au milieu d’un enregistrement',
  'capture.capture-unpack-failed': 'les données compressées sont endommagées',
  'capture.capture-unpack-limit': 'le fichier décompressé dépasse toute taille raisonnable',
  'capture.capture-record-too-long': 'un enregistrement annonce une longueur qu’aucun paquet n’a',
  'capture.capture-version-unsupported': 'la version du format de fichier n’est pas connue',
  'capture.capture-block-length': 'un bloc a une longueur impossible',
  'capture.capture-block-lengths-differ': 'les deux longueurs d’un bloc diffèrent',
  'capture.capture-byte-order': 'l’ordre des octets d’une section est indéterminable',
  'capture.capture-names-overrun': 'une liste de noms déborde de son bloc',
  'capture.capture-options-overrun': 'les options d’un bloc débordent de celui-ci',
  'capture.capture-interface-unknown': 'un paquet appartient à une interface jamais décrite',
  'limit.captures-unread': {
    one: '{count} capture n’a pas été lue du tout : rien de ce qu’elle contient ne figure dans ce résultat.',
    other: '{count} captures n’ont pas été lues du tout : rien de ce qu’elles contiennent ne figure dans ce résultat.',
  },
  'limit.captures-repeated': {
    one: '{count} capture est identique à une autre : son contenu est compté chaque fois.',
    other: '{count} captures sont identiques à d’autres : leur contenu est compté chaque fois.',
  },
  'limit.devices-unseen': {
    one: '{count} appareil demandé (--device) n’a pas été vu.',
    other: '{count} appareils demandés (--device) n’ont pas été vus.',
  },
  'limit.capture-interrupted': {
    one: 'La lecture a été interrompue avant la fin.',
    other: 'La lecture a été interrompue avant la fin ({count} captures).',
  },
  'limit.capture-frames-without-time': {
    one: '{count} paquet ne porte pas d’heure ; celle du paquet précédent a été prise.',
    other: '{count} paquets ne portent pas d’heure ; celle du paquet précédent a été prise.',
  },
  'limit.capture-link-types-unlisted': {
    one: '{count} autre type de liaison n’est pas listé.',
    other: '{count} autres types de liaison ne sont pas listés.',
  },
  'limit.capture-records-without-frame': {
    one: '{count} enregistrement ne contient pas de paquet.',
    other: '{count} enregistrements ne contiennent pas de paquet.',
  },
  'limit.capture-records-unread': {
    one: '{count} enregistrement est d’un type qui n’est pas lu.',
    other: '{count} enregistrements sont d’un type qui n’est pas lu.',
  },
  'limit.capture-interfaces-forgotten': {
    one: '{count} paquet n’a pas été lu : le fichier décrit trop d’interfaces.',
    other: '{count} paquets n’ont pas été lus : le fichier décrit trop d’interfaces.',
  },
  'limit.capture-blocks-passed-over': { one: '{count} bloc démesuré a été sauté.', other: '{count} blocs démesurés ont été sautés.' },
  'limit.timestamps-backwards': {
    one: '{count} paquet est daté d’avant celui qui le précède : l’horloge de la capture a sauté.',
    other: '{count} paquets sont datés d’avant celui qui les précède : l’horloge de la capture a sauté.',
  },
  'limit.flows-evicted-unanswered': {
    one: '{count} connexion sans réponse a été retirée de la mémoire pour faire de la place.',
    other: '{count} connexions sans réponse ont été retirées de la mémoire pour faire de la place.',
  },
  'limit.flows-evicted': {
    one: '{count} connexion a été retirée de la mémoire avant sa fin pour faire de la place.',
    other: '{count} connexions ont été retirées de la mémoire avant leur fin pour faire de la place.',
  },
  'limit.reassembly-bound': {
    one: '{count} trou a été sauté, car trop de données étaient arrivées dans le désordre.',
    other: '{count} trous ont été sautés, car trop de données étaient arrivées dans le désordre.',
  },
  'limit.stray-segments': {
    one: '{count} paquet ne trouve pas sa place dans sa connexion et a été laissé de côté.',
    other: '{count} paquets ne trouvent pas leur place dans leur connexion et ont été laissés de côté.',
  },
  'limit.inconsistent-retransmissions': {
    one: '{count} paquet a été renvoyé avec un autre contenu ; la première version fait foi.',
    other: '{count} paquets ont été renvoyés avec un autre contenu ; la première version fait foi.',
  },
  'limit.fragments-dropped': {
    one: '{count} fragment de paquet a été abandonné pour rester dans les limites.',
    other: '{count} fragments de paquets ont été abandonnés pour rester dans les limites.',
  },
  'limit.fragments-incomplete': {
    one: '{count} paquet fragmenté n’a pas pu être reconstitué.',
    other: '{count} paquets fragmentés n’ont pas pu être reconstitués.',
  },
  'limit.fragments-overlapping': {
    one: '{count} fragment de paquet en recouvre un autre.',
    other: '{count} fragments de paquets en recouvrent d’autres.',
  },
  'limit.messages-too-long': {
    one: '{count} message était trop long pour être lu en entier.',
    other: '{count} messages étaient trop longs pour être lus en entier.',
  },
  'limit.messages-crowded-out': {
    one: '{count} message inachevé a été abandonné pour faire de la place à d’autres.',
    other: '{count} messages inachevés ont été abandonnés pour faire de la place à d’autres.',
  },
  'limit.quic-too-many': {
    one: '{count} paquet QUIC qui ouvre une connexion est resté fermé : il en venait trop à la fois.',
    other: '{count} paquets QUIC qui ouvrent des connexions sont restés fermés : il en venait trop à la fois.',
  },
  'limit.bodies-unpack-limit': {
    one: '{count} message compressé donne, une fois décompressé, bien plus que la normale : seul son début a été lu.',
    other: '{count} messages compressés donnent, une fois décompressés, bien plus que la normale : seul leur début a été lu.',
  },
  'limit.bodies-not-unpacked': {
    one: '{count} message compressé n’a pas été lu : trop d’autres prenaient une taille démesurée une fois décompressés.',
    other: '{count} messages compressés n’ont pas été lus : trop d’autres prenaient une taille démesurée une fois décompressés.',
  },
  'limit.faults': {
    one: '{count} erreur de Mouchard lui-même : ce qu’elle touchait a été laissé de côté. Merci de la signaler.',
    other: '{count} erreurs de Mouchard lui-même : ce qu’elles touchaient a été laissé de côté. Merci de les signaler.',
  },
  'limit.addresses-relayed': {
    one: 'Les paquets de {count} adresse passaient par un appareil qui relaie pour d’autres (un téléphone derrière un appareil en cours d’installation, par exemple) : elle est listée à part.',
    other:
      'Les paquets de {count} adresses passaient par des appareils qui relaient pour d’autres (un téléphone derrière un appareil en cours d’installation, par exemple) : elles sont listées à part.',
  },
  'limit.devices-dropped': {
    one: 'Au moins {count} autre appareil a été laissé de côté : il y en a trop.',
    other: 'Au moins {count} autres appareils ont été laissés de côté : il y en a trop.',
  },
  'limit.destinations-dropped': {
    one: '{count} connexion menait à une destination qui n’est pas listée : il y en a trop.',
    other: '{count} connexions menaient à des destinations qui ne sont pas listées : il y en a trop.',
  },
  'limit.addresses-dropped': {
    one: '{count} autre adresse n’a pas été gardée.',
    other: '{count} autres adresses n’ont pas été gardées.',
  },
  'limit.names-dropped': { one: '{count} autre nom n’a pas été gardé.', other: '{count} autres noms n’ont pas été gardés.' },
  'limit.no-home': {
    one: 'Rien dans cette capture ne montre où est la maison : son {count} flux relie des adresses d’Internet. Qui a commencé est pris pour l’appareil ; --home RÉSEAU dit ce qu’il en est.',
    other:
      'Rien dans cette capture ne montre où est la maison : ses {count} flux relient des adresses d’Internet. Qui a commencé est pris pour l’appareil ; --home RÉSEAU dit ce qu’il en est.',
  },
  'limit.evidence-limited': {
    one: '{count} preuve de plus est comptée dans son constat mais pas montrée : les preuves prennent trop de mémoire.',
    other: '{count} preuves de plus sont comptées dans leurs constats mais pas montrées : les preuves prennent trop de mémoire.',
  },
  'limit.findings-limited': {
    one: '{count} autre constat n’est pas listé.',
    other: '{count} autres constats ne sont pas listés.',
  },
  'limit.rule-faults': {
    one: '{count} fois, une règle a échoué sur ce qu’elle lisait et n’a pas compté.',
    other: '{count} fois, une règle a échoué sur ce qu’elle lisait et n’a pas compté.',
  },
  'limit.windows-evicted': {
    one: '{count} comptage dans le temps a été abandonné pour faire de la place.',
    other: '{count} comptages dans le temps ont été abandonnés pour faire de la place.',
  },
  'limit.window-samples-folded': {
    one: '{count} instant a été compté avec son voisin.',
    other: '{count} instants ont été comptés avec leurs voisins.',
  },
  'limit.window-clock-jumps': {
    one: '{count} comptage dans le temps est reparti de zéro, car l’horloge de la capture a sauté.',
    other: '{count} comptages dans le temps sont repartis de zéro, car l’horloge de la capture a sauté.',
  },
  'limit.scans-unwatched': {
    one: 'Pour {count} appareil, ce qu’il cherchait chez ses voisins a été oublié dans la minute pour faire de la place.',
    other: '{count} fois, ce qu’un appareil cherchait chez ses voisins a été oublié dans la minute pour faire de la place.',
  },
  'blind.ech': {
    one: '{count} connexion cache peut-être le nom de sa destination (salutation chiffrée, ECH, ou remplissage qui y ressemble).',
    other: '{count} connexions cachent peut-être le nom de leur destination (salutation chiffrée, ECH, ou remplissage qui y ressemble).',
  },
  'blind.encrypted-dns': {
    one: '{count} connexion a demandé des noms sous forme chiffrée : impossible de lire lesquels.',
    other: '{count} connexions ont demandé des noms sous forme chiffrée : impossible de lire lesquels.',
  },
  'blind.quic-not-decrypted': {
    one: '{count} paquet QUIC d’ouverture de connexion n’a pas pu être ouvert.',
    other: '{count} paquets QUIC d’ouverture de connexion n’ont pas pu être ouverts.',
  },
  'blind.certificates-hidden': {
    one: '{count} connexion chiffre son certificat (TLS 1.3) : impossible de voir si l’appareil le vérifie.',
    other: '{count} connexions chiffrent leur certificat (TLS 1.3) : impossible de voir si l’appareil le vérifie.',
  },
  'blind.other-radios': {
    one: 'Bluetooth, données mobiles et autres radios ne figurent pas dans cette capture.',
    other: 'Bluetooth, données mobiles et autres radios ne figurent pas dans cette capture.',
  },
  'stop.layer.link': 'couche liaison',
  'stop.layer.network': 'couche IP',
  'stop.layer.transport': 'couche transport',
  'stop.layer.tunnel': 'tunnel',
  'stop.reason.truncated': 'coupé',
  'stop.reason.bad-length': 'longueur impossible',
  'stop.reason.bad-value': 'valeur impossible',
  'stop.reason.unsupported': 'd’un type qui n’est pas lu',
  'stop.reason.encrypted': 'chiffré',
  'stop.reason.fragment': 'fragment dont le reste manque',
  'stop.reason.too-deep': 'emballé trop de fois',
  'stop.reason.control': 'trame de contrôle radio sans contenu',
} as const satisfies Record<keyof typeof noticesEn, Template>;
