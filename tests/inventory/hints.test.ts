import { describe, expect, it } from 'vitest';
import { categoryOfService, suggestionsOf, suggestionsOfService } from '../../src/inventory/hints.ts';

const short = (suggestions: readonly { subject: string; value: string }[]): string[] =>
  suggestions.map(({ subject, value }) => `${subject}=${value}`);

describe('hints', () => {
  it.each([
    ['Roku/DVP-9.10 (519.10E04111A)', ['vendor=Roku', 'category=streamer']],
    ['Dalvik/2.1.0 (Linux; U; Android 7.1.2; AFTMM Build/NS6265)', ['vendor=Amazon', 'category=streamer', 'model=AFTMM']],
    ['Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36', ['vendor=LG', 'category=tv']],
    ['Linux UPnP/1.0 Sonos/70.3-35220 (ZPS13)', ['vendor=Sonos', 'category=speaker']],
    // The makers' apps on phones say so too.
    ['Roku/10.1 CFNetwork/1335.0.3 Darwin/21.6.0', []],
    ['Sonos/71.1 (ICRU_Pixel; Linux; Android 12; Pixel 6 Build/SD1A) okhttp/4.9', ['model=Pixel 6']],
    ['HomePod/12 CFNetwork/1335.0.3 Darwin/21.6.0', ['vendor=Apple', 'category=speaker']],
    ['MSFT 5.0', ['vendor=Microsoft', 'category=computer']],
    ['udhcp 1.30.1', []],
    [' Build/', []],
    ['', []],
  ])('of %j', (text, expected) => {
    expect(short(suggestionsOf(text))).toEqual(expected);
  });

  it.each([
    [
      'kitchen._googlecast._tcp.local',
      'id=1; md=Google Home Mini; fn=Kitchen',
      ['model=Google Home Mini', 'vendor=Google', 'category=speaker'],
    ],
    ['lamp._hap._tcp.local', 'c#=2; md=Lamp One; ci=5', ['model=Lamp One', 'category=light']],
    ['mac._device-info._tcp.local', 'model=MacBookPro18,3', ['model=MacBookPro18,3', 'vendor=Apple', 'category=computer']],
    ['hp._ipp._tcp.local', 'txtvers=1; ty=LaserJet 400; rp=ipp/print', ['model=LaserJet 400', 'vendor=HP', 'category=printer']],
    ['x._googlecast._tcp.local', 'md=', []],
    ['x._http._tcp.local', 'md=Other', []],
  ])('of the service %s with %j', (name, data, expected) => {
    expect(short(suggestionsOfService(name, data))).toEqual(expected);
  });

  it('of a service’s type alone', () => {
    expect([categoryOfService('x._printer._tcp.local'), categoryOfService('x._http._tcp.local')]).toEqual(['printer', null]);
  });
});
