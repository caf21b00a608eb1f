import { Counter, Gauge, type Registry } from 'prom-client';

/** Makes metrics of a registry, each with our prefix. */
export function makers(registry: Registry) {
  const options = (name: string, help: string, labelNames: string[]) => ({
    name: `tidemark_${name}`,
    help,
    labelNames,
    registers: [registry],
  });
  return {
    gauge: (name: string, help: string, ...labels: string[]) => new Gauge(options(name, help, labels)),
    counter: (name: string, help: string, ...labels: string[]) => new Counter(options(name, help, labels)),
  };
}
