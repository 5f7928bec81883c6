import type { doctorEn } from './doctor-en.ts';
import type { Template } from './message.ts';

/** What `mouchard doctor` says of the machine, in French. */
export const doctorFr: Readonly<Record<keyof typeof doctorEn, Template>> = {
  'cli.doctor': 'cette machine peut-elle capturer et servir de point d’accès ? ce qui manque, et la commande qui y remédie',
  'doctor.group.program': 'Programme',
  'doctor.group.capture': 'Capture',
  'doctor.group.hotspot': 'Point d’accès',
  'doctor.group.clock': 'Horloge',
  'doctor.group.storage': 'Stockage',
  'doctor.group.self-test': 'Autotest',
  'doctor.node.ok': 'Node {version}',
  'doctor.node.old': 'Node {version} est trop ancien : il faut {oldest} ou plus récent.',
  'doctor.user.ok': 'S’exécute en tant que {user}.',
  'doctor.user.root':
    'S’exécute en tant que root. Cela fonctionne, mais un défaut d’un décodeur aurait alors tous les droits. Mieux vaut donner le droit de capturer au seul dumpcap, et lancer Mouchard en utilisateur ordinaire.',
  'doctor.user.sudo':
    'S’exécute en tant que root pour {real}. Cela fonctionne : une capture renonce à root dès qu’elle a commencé, et les fichiers appartiendront à {real}. Mieux vaut donner le droit de capturer au seul dumpcap, et lancer Mouchard sans sudo.',
  'doctor.terminal.ok': 'Le terminal a {columns} colonnes et {rows} lignes.',
  'doctor.terminal.none': 'La sortie standard n’est pas un terminal : seuls les écrans en ont besoin.',
  'doctor.terminal.small':
    'Le terminal a {columns} colonnes et {rows} lignes. Les écrans en voudraient 80 et 24 ; plus petits, ils montrent moins.',
  'doctor.terminal.ascii': 'La langue du système n’est pas en UTF-8 : les écrans n’emploieront que des caractères ASCII.',
  'doctor.source.ok': 'Une capture passerait par {source}.',
  'doctor.source.without-times':
    'Une capture passerait par libpcap dans le programme : sans les heures du noyau ni le compte des paquets perdus. dumpcap ou tcpdump feraient mieux.',
  'doctor.source.none': 'Rien ici n’a le droit de capturer des paquets.',
  'doctor.dumpcap.ok':
    'dumpcap {version} est là et peut capturer. Il dit à la fin d’une capture combien de paquets ont été perdus ; tcpdump le dit à tout moment.',
  'doctor.dumpcap.missing':
    'dumpcap n’est pas installé. C’est la meilleure source : lui seul a besoin du droit de capturer, et il compte ce qui est perdu.',
  'doctor.dumpcap.forbidden': 'dumpcap est là, mais vous n’avez pas le droit de capturer avec lui.',
  'doctor.dumpcap.forbidden-group':
    'dumpcap est là, mais vous n’avez pas le droit de capturer avec lui. Après le changement, fermez la session et rouvrez-la.',
  'doctor.tcpdump.ok': 'tcpdump {version} est là et peut capturer.',
  'doctor.tcpdump.missing': 'tcpdump n’est pas installé. Il ne sert que si dumpcap manque.',
  'doctor.tcpdump.forbidden': 'tcpdump est là, mais vous n’avez pas le droit de capturer avec lui. Il ne sert que si dumpcap manque.',
  'doctor.libpcap.ok': 'Le module cap (libpcap dans le programme) est là et peut capturer.',
  'doctor.libpcap.missing': 'Le module facultatif cap n’est pas compilé. Il ne sert que faute d’autre source.',
  'doctor.libpcap.forbidden':
    'Le module cap est là mais ne peut pas capturer : il lui faudrait root, ou le droit sur Node lui-même. Donnez-le plutôt à dumpcap.',
  'doctor.interfaces.ok': {
    one: 'Une interface réseau : {interfaces}. Chemin vers Internet : {upstream}.',
    other: '{count} interfaces réseau : {interfaces}. Chemin vers Internet : {upstream}.',
  },
  'doctor.interfaces.down': 'Aucune interface réseau n’est active : {interfaces}.',
  'doctor.interfaces.none': 'Il n’y a aucune interface réseau.',
  'doctor.radio.ok': 'Une puce Wi-Fi peut servir de point d’accès : {radios}.',
  'doctor.radio.two': 'Il y a {count} puces Wi-Fi, dont une peut servir de point d’accès : {radios}.',
  'doctor.radio.shared':
    'La seule puce Wi-Fi qui peut servir de point d’accès est aussi le chemin vers Internet : {radios}. Elle peut faire les deux, sur un seul canal et plus lentement. Un câble ou une seconde radio valent mieux.',
  'doctor.radio.busy':
    'La seule puce Wi-Fi qui peut servir de point d’accès est le chemin vers Internet, et elle ne peut pas faire les deux : {radios}. Reliez cette machine par câble, ou ajoutez une radio USB.',
  'doctor.radio.no-access-point': 'Aucune puce Wi-Fi ne peut servir ici de point d’accès : {radios}. Une radio USB capable coûte peu.',
  'doctor.radio.no-channel': 'Aucun canal n’est ouvert à un point d’accès : {radios}. Indiquez votre pays (deux lettres à la place de XX).',
  'doctor.radio.none': 'Il n’y a pas de puce Wi-Fi. Reste un point d’accès par câble (--interface) ou un réseau existant (--bridge).',
  'doctor.radio.unknown': 'Sans le programme iw, impossible de dire s’il y a une puce Wi-Fi.',
  'doctor.regulatory-domain.ok': 'La radio suit les règles de {country}.',
  'doctor.regulatory-domain.world':
    'Aucun pays n’est réglé pour la radio : la plupart des canaux sont donc fermés. Indiquez le vôtre (deux lettres à la place de XX).',
  'doctor.regulatory-domain.unknown': 'Aucun domaine réglementaire n’est connu ici.',
  'doctor.radio-switch.ok': 'La radio est allumée.',
  'doctor.radio-switch.hard': 'Un interrupteur ou une touche de la machine a éteint la radio.',
  'doctor.radio-switch.soft': 'La radio est éteinte.',
  'doctor.radio-switch.unknown': 'Il n’y a pas de radio qui puisse être éteinte.',
  'doctor.backend.network-manager': 'NetworkManager est actif et fera le point d’accès.',
  'doctor.backend.hostapd': 'hostapd, dnsmasq et nftables sont là et feront le point d’accès.',
  'doctor.backend.no-filter':
    'NetworkManager est actif, mais nftables manque : votre propre réseau ne pourrait pas être isolé de l’appareil.',
  'doctor.backend.missing': 'Pour un point d’accès, il manque : {missing}.',
  'doctor.forwarding.on': 'Le noyau transmet les paquets d’un réseau à l’autre.',
  'doctor.forwarding.off': 'Le noyau ne transmet pas les paquets d’un réseau à l’autre ; le point d’accès l’active puis le remet.',
  'doctor.forwarding.unknown': 'Impossible de lire si le noyau transmet les paquets.',
  'doctor.subnets.ok': 'Aucune paire d’interfaces n’est dans le même réseau.',
  'doctor.subnets.clash':
    '{one} et {other} sont dans le même réseau ({network}) : des réponses se perdront. Donnez une autre plage au point d’accès (--range).',
  'doctor.clock.ok': 'L’horloge indique {now} UTC.',
  'doctor.clock.past': 'L’horloge indique {now} UTC, avant que ce programme n’existe ({released}) : chaque trame serait mal datée.',
  'doctor.clock.future': 'L’horloge indique {now} UTC, dix ans après la création de ce programme ({released}). Vérifiez-la.',
  'doctor.time-sync.ok': 'Un serveur de temps tient l’horloge à l’heure.',
  'doctor.time-sync.waiting': 'Des serveurs de temps sont interrogés, mais l’horloge n’est pas encore à l’heure.',
  'doctor.time-sync.off': 'Aucun serveur de temps ne tient l’horloge à l’heure.',
  'doctor.time-sync.unknown': 'Impossible de dire si un serveur de temps tient l’horloge à l’heure.',
  'doctor.battery-clock.ok': 'La machine a une horloge qui continue machine éteinte.',
  'doctor.battery-clock.none':
    'La machine n’a pas d’horloge qui continue machine éteinte (un Raspberry Pi avant le cinquième n’en a pas) : après une coupure, l’heure est fausse jusqu’à ce qu’un serveur soit joint.',
  'doctor.time-zone.ok': 'Le fuseau horaire est {zone} ; les résultats sont en UTC.',
  'doctor.space.ok': 'Enregistrements dans {folder} : {megabytes} Mo libres, soit {slow} h à 1 Mbit/s, {middle} h à 10, {fast} h à 50.',
  'doctor.space.short':
    'Enregistrements dans {folder} : seulement {megabytes} Mo libres, soit {slow} h à 1 Mbit/s, {middle} h à 10, {fast} h à 50. Enregistrez ailleurs, ou gardez moins de fichiers.',
  'doctor.space.full': 'Enregistrements dans {folder} : {megabytes} Mo libres. C’est trop peu pour commencer.',
  'doctor.space.unknown': 'Impossible de dire combien d’espace est libre dans {folder}.',
  'doctor.store.ok': 'La base s’ouvre : {path}',
  'doctor.store.none': 'Il n’y a pas encore de base ; la première analyse la crée : {path}',
  'doctor.store.damaged': 'La base {path} n’est pas utilisable : {reason}',
  'doctor.analysis.ok': {
    one: 'L’enregistrement fourni donne son unique constat.',
    other: 'L’enregistrement fourni donne ses {count} constats.',
  },
  'doctor.analysis.differs':
    'L’enregistrement fourni ne donne pas les constats attendus. Manquent : {missing}. En trop : {unexpected}. Ne vous fiez pas à cette installation.',
  'doctor.analysis.failed': 'L’enregistrement fourni n’a pas pu être analysé : {reason}. Ne vous fiez pas à cette installation.',
  'doctor.summary.fine': 'Tout est en ordre.',
  'doctor.summary.drawbacks': {
    one: 'Cette machine peut capturer. Un point mérite un coup d’œil.',
    other: 'Cette machine peut capturer. {count} points méritent un coup d’œil.',
  },
  'doctor.summary.cannot': 'Cette machine ne peut pas encore capturer : voir les lignes marquées !!.',
};
