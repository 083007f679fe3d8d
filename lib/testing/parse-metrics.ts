/** Samples of Prometheus's text format by name and labels, e.g. `up{job="x"}`; a line that is none throws. */
export function parseMetrics(text: string): Map<string, number> {
  const samples = new Map<string, number>();
  for (const line of text.split('\n')) {
    if (line === '' || /^# (?:HELP|TYPE) \w+ \S/.test(line)) continue;
    const [, key, value] = /^([a-zA-Z_:][\w:]*(?:\{(?:\w+="(?:[^"\\]|\\.)*",?)*\})?) (\S+)$/.exec(line) ?? [];
    const isNumber = value !== undefined && (/^nan$/i.test(value) || !Number.isNaN(Number(value)));
    if (key === undefined || !isNumber) throw new Error(`Not a sample: ${line}`);
    samples.set(key, Number(value));
  }
  return samples;
}
