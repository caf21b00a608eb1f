import type { Json, JsonObject } from '../types.ts';
import { isJsonList, isJsonObject } from '../values/json.ts';

/** An object without the places that JSON pointers (RFC 6901) name, as Flux' `ignore` rules give them. */
export function withoutIgnored(part: JsonObject, pointers: readonly string[]): JsonObject {
  return pointers.reduce((rest, pointer) => {
    const steps = pointer.split('/').slice(1);
    const left = without(
      rest,
      steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')),
    );
    return isJsonObject(left) ? left : rest;
  }, part);
}

function without(value: Json, [step, ...rest]: readonly string[]): Json {
  if (step === undefined) return value;
  if (isJsonList(value)) {
    if (rest.length === 0) return value.filter((_, index) => String(index) !== step);
    return value.map((item, index) => (String(index) === step ? without(item, rest) : item));
  }
  if (!isJsonObject(value) || !Object.hasOwn(value, step)) return value;
  const { [step]: member = null, ...others } = value;
  return rest.length === 0 ? others : { ...others, [step]: without(member, rest) };
}
