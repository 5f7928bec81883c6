/** What `iw phy` prints of three radios, cut to the parts that are read; written by hand in the form of iw 5 and 6. */

export const BOARD = `Wiphy phy0
	wiphy index: 0
	max # scan SSIDs: 10
	Band 1:
		Capabilities: 0x1062
		Bitrates (non-HT):
			* 1.0 Mbps
		Frequencies:
			* 2412 MHz [1] (20.0 dBm)
			* 2467 MHz [12] (20.0 dBm)
			* 2484 MHz [14] (disabled)
	Band 2:
		Frequencies:
			* 5180 MHz [36] (20.0 dBm)
			* 5260 MHz [52] (20.0 dBm) (no IR, radar detection)
	Supported interface modes:
		 * IBSS
		 * managed
		 * AP
		 * P2P-client
		 * P2P-GO
		 * P2P-device
	Supported commands:
		 * new_interface
		 * start_ap
	valid interface combinations:
		 * #{ managed } <= 1, #{ P2P-device } <= 1, #{ P2P-client, P2P-GO } <= 1,
		   total <= 3, #channels <= 2
		 * #{ managed } <= 1, #{ AP } <= 1, #{ P2P-client } <= 1, #{ P2P-device } <= 1,
		   total <= 4, #channels <= 1
	Device supports scan flush.
`;

export const LAPTOP = `Wiphy phy0
	wiphy index: 0
	Band 1:
		Frequencies:
			* 2412.0 MHz [1] (22.0 dBm)
			* 2437.0 MHz [6] (22.0 dBm)
	Band 2:
		Frequencies:
			* 5180.0 MHz [36] (22.0 dBm) (no IR)
			* 5500.0 MHz [100] (22.0 dBm) (no IR, radar detection)
	Band 4:
		Frequencies:
			* 5955.0 MHz [1] (disabled)
	Supported interface modes:
		 * managed
		 * AP
		 * AP/VLAN
		 * monitor
	valid interface combinations:
		 * #{ managed } <= 1, #{ P2P-device } <= 1,
		   total <= 2, #channels <= 1
`;

export const DONGLE = `Wiphy phy1
	wiphy index: 1
	Band 1:
		Frequencies:
			* 2412 MHz [1] (20.0 dBm)
	Supported interface modes:
		 * managed
		 * AP/VLAN
		 * monitor
	interface combinations are not supported
`;
