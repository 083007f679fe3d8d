let context: AudioContext | undefined;

const SECONDS = 0.35;
/** A fifth upwards: heard, and no alarm. */
const TONES = [587, 880];

/** A short tone. A browser lets a tab sound only after somebody has pressed something in it; before that nothing is heard. */
export function playTone(): void {
  if (!('AudioContext' in window)) return;
  context ??= new AudioContext();
  void context.resume();
  const start = context.currentTime;
  for (const [place, hertz] of TONES.entries()) playOne(context, { hertz, at: start + place * 0.12 });
}

function playOne(audio: AudioContext, { hertz, at }: { hertz: number; at: number }): void {
  const tone = new OscillatorNode(audio, { type: 'sine', frequency: hertz });
  const volume = new GainNode(audio, { gain: 0 });
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.12, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + SECONDS);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + SECONDS);
}
