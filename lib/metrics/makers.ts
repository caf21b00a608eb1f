import { Counter, Gauge, type Registry } from 'prom-client';

/** Makes metrics of a registry, each with our prefix unless it bears a name that others gave it. */
export function makers(registry: Registry, prefix: 'tidemark_' | '' = 'tidemark_') {
  const options = (name: string, help: string, labelNames: string[]) => ({
    name: `${prefix}${name}`,
    help,
    labelNames,
    registers: [registry],
  });
  return {
    gauge: (name: string, help: string, ...labels: string[]) => new Gauge(options(name, help, labels)),
    counter: (name: string, help: string, ...labels: string[]) => new Counter(options(name, help, labels)),
  };
}
