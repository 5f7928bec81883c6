import { STEP } from './step.ts';

/** LINKTYPE_ numbers of the pcap registry that we read. */
const STEPS = new Map<number, number>([
  [0, STEP.loopback],
  [1, STEP.ethernet],
  [6, STEP.tokenRing],
  [7, STEP.arcnet],
  [8, STEP.slip],
  [9, STEP.ppp],
  [10, STEP.fddi],
  [11, STEP.atm],
  [12, STEP.ip],
  [14, STEP.ip],
  [19, STEP.atm],
  [50, STEP.ppp],
  [51, STEP.pppoe],
  [100, STEP.atm],
  [101, STEP.ip],
  [104, STEP.ciscoHdlc],
  [105, STEP.wifi],
  [106, STEP.atm],
  [107, STEP.frameRelay],
  [108, STEP.loopback],
  [109, STEP.enc],
  [113, STEP.cooked],
  [117, STEP.pflog],
  [119, STEP.prism],
  [127, STEP.radiotap],
  [129, STEP.arcnetLinux],
  [149, STEP.pktap],
  [163, STEP.avs],
  [166, STEP.pppDirection],
  [192, STEP.ppi],
  [204, STEP.pppDirection],
  [206, STEP.frameRelayDirection],
  [228, STEP.ip],
  [229, STEP.ip],
  [239, STEP.nflog],
  [240, STEP.netAnalyzer],
  [258, STEP.pktap],
  [274, STEP.mpacket],
  [276, STEP.cooked2],
  [281, STEP.switchTag],
  [282, STEP.netAnalyzer],
  [284, STEP.switchTag],
  [285, STEP.longSwitchTag],
]);

/** The first layer of a frame of this link type. */
export function stepOfLinkType(linkType: number): number {
  return STEPS.get(linkType) ?? STEP.unsupported;
}
