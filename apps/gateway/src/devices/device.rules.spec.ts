import { describe, expect, it } from 'vitest';
import { DEVICE_IDLE_MS, deviceEndsAtMs, newPairingCode, writtenCode } from './device.rules.js';

describe('a pairing code', () => {
  it('is eight letters and digits that cannot be taken for one another', () => {
    for (let n = 0; n < 200; n += 1) expect(newPairingCode()).toMatch(/^[A-HJKMNP-TV-Z2-9]{4}-[A-HJKMNP-TV-Z2-9]{4}$/);
    expect(new Set(Array.from({ length: 200 }, newPairingCode)).size).toBe(200);
  });

  it('may be typed in small letters, with spaces or without its hyphen', () => {
    for (const typed of ['K7QF-3XPM', 'k7qf3xpm', ' k7qf 3xpm ', 'K7QF–3XPM'])
      expect(writtenCode(typed)).toBe('K7QF-3XPM');
  });
});

it('a device ends thirty days after it was last seen', () => {
  expect(deviceEndsAtMs({ usedAtMs: 1000 })).toBe(1000 + DEVICE_IDLE_MS);
});
