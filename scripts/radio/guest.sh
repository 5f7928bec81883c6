#!/bin/sh
# Inside the virtual machine: wlan0 becomes the access point, wlan1 is the radio of a device in a namespace of its own. Each line that
# begins with "seen:" is something that held; `main.ts` knows which there must be.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8
folder=$1 mode=$2
mount -t tmpfs tmpfs /run
rm -rf /var/lib/mouchard
mkdir -p /dev/pts /run/dbus /run/NetworkManager/system-connections && mount -t devpts devpts /dev/pts
mkdir -p /lib/modules && mount --bind "$(sed 's/.*modules=\([^ ]*\).*/\1/' /proc/cmdline)" /lib/modules
mouchard() { node "$folder/dist/bin.js" "$@"; }
in_toy() { ip netns exec toy "$@"; }
seen() { echo "seen: $*"; }
stty cols 100 rows 40
for module in nf_conntrack nf_tables veth; do modprobe "$module"; done
modprobe mac80211_hwsim radios=2
ip link set lo up
ip netns add toy && ip netns add net
iw phy "$(iw dev wlan1 info | awk '/wiphy/ { print "phy" $2 }')" set netns name toy
ip link add up0 type veth peer name r0 netns net
ip address add 192.168.77.2/24 dev up0 && ip link set up0 up && ip route add default via 192.168.77.1
ip -n net address add 192.168.77.1/24 dev r0 && ip -n net link set r0 up && ip -n net link set lo up
ip -n net address add 203.0.113.80/32 dev lo
echo 'nameserver 192.168.77.1' > /etc/resolv.conf
ip netns exec net dnsmasq --conf-file=/dev/null --no-resolv --no-hosts --pid-file= --address=/example.test/203.0.113.80 --log-facility=/dev/null
if [ "$mode" = manager ]; then
  mount -o remount,ro /sys
  dbus-daemon --system --fork --nopidfile
  wpa_supplicant -B -u -s
  printf '[main]\nplugins=keyfile\nauth-polkit=false\nno-auto-default=*\n[device]\nwifi.scan-rand-mac-address=no\n[keyfile]\n' > /run/nm.conf
  echo 'unmanaged-devices=interface-name:up*;interface-name:hwsim*' >> /run/nm.conf
  NetworkManager --config /run/nm.conf
  until nmcli -g GENERAL.STATE device show wlan0 | grep -q disconnected; do sleep 1; done
fi
picture() {
  ip -d address | sed 's/valid_lft.*//'
  ip route
  nft list ruleset
  iw dev wlan0 info | grep -v txpower
  iw reg get | head -3
  sysctl -a -r '^net\.' 2>/dev/null | grep -v -e nf_conntrack_count -e tcp_fastopen_key
  ls -R /var/lib/mouchard /run/NetworkManager/system-connections 2>&1
}
setting() { node -p 'JSON.parse(require("fs").readFileSync("/run/status.json")).settings'"$1"; }
# An interface that was never on differs for ever from one that was: it has no queue yet.
ip link set wlan0 up && [ "$mode" = manager ] || ip link set wlan0 down
nft list ruleset > /dev/null
picture > /run/before

mouchard hotspot up --country FR && seen up
mouchard hotspot status --format json > /run/status.json
seen by "$(setting .backend)"
printf 'network={\n ssid=%s\n psk="%s"\n}\n' "$(setting .ssid | tr -d '\n' | od -An -tx1 | tr -d ' \n')" "$(setting .passphrase)" > /run/toy.conf
mouchard watch -i wlan0 --headless --no-store > /run/watch.txt 2> /run/watch.log &
until pgrep -f '(dumpcap|tcpdump) .*-i wlan0' > /dev/null || ! kill -0 $!; do sleep 1; done
sleep 5
in_toy wpa_supplicant -B -i wlan1 -c /run/toy.conf
for second in $(seq 60); do in_toy iw dev wlan1 link | grep -q ^Connected && break; sleep 1; done
in_toy iw dev wlan1 link | grep -q ^Connected && seen joined
printf '#!/bin/sh\n[ "$1" = bound ] || exit 0\nip address add $ip/24 dev $interface\nip route add default via $router\necho "$dns" > /run/dns\n' > /run/bound.sh
chmod +x /run/bound.sh
in_toy busybox udhcpc -i wlan1 -n -q -f -t 10 -T 2 -x hostname:fox -s /run/bound.sh && seen address
in_toy busybox nslookup -type=a example.test "$(cat /run/dns)" | grep -q 203.0.113.80 && seen name
in_toy ping -c 2 -W 3 203.0.113.80 > /dev/null && seen internet
in_toy ping -c 1 -W 2 192.168.77.1 > /dev/null || seen isolation
mouchard hotspot status | grep fox && seen listed
kill -INT "$(pgrep -f 'watch -i wlan0' | head -n 1)"
wait
grep -qw fox /run/watch.txt && seen watched || cat /run/watch.log /run/watch.txt
mouchard hotspot down && seen down
sleep 3
picture > /run/after
diff /run/before /run/after && seen as before

# Killed in the middle, and undone.
mouchard hotspot up --country FR > /dev/null 2>&1 &
until [ -s /var/lib/mouchard/hotspot/journal.ndjson ]; do sleep 0.2; done
sleep 2
pkill -KILL -f 'hotspot up'
mouchard hotspot down && seen down after a kill
sleep 3
picture > /run/after
diff /run/before /run/after && seen as before the kill
poweroff -f
