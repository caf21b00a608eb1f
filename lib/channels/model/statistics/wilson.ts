/** 97.5 % point of the standard normal law: both ends of the interval leave 2.5 % out. */
const Z = 1.959963985;

/** 95 % confidence interval of a share of which `successes` in `trials` were seen (Wilson 1927); [0, 1] without trials. */
export function wilsonInterval(successes: number, trials: number): [low: number, high: number] {
  if (trials === 0) return [0, 1];
  const share = successes / trials;
  const centre = share + Z ** 2 / (2 * trials);
  const spread = Z * Math.sqrt((share * (1 - share)) / trials + Z ** 2 / (4 * trials ** 2));
  const scale = 1 + Z ** 2 / trials;
  return [Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)];
}
