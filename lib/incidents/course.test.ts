import { describe, expect, it } from 'vitest';
import { courseOf } from './course.ts';

describe('courseOf', () => {
  it.each([
    ['', 'none'],
    ['...', 'none'],
    ['x', 'fresh'],
    ['.xx', 'fresh'],
    ['.xxx', 'persistent'],
    ['xxxxx', 'persistent'],
    ['.x.', 'transient'],
    ['xx.', 'transient'],
    ['x..', 'none'],
    ['xxx.', 'none'],
    ['x.x', 'fresh'],
  ])('of %j is %s', (nights, course) => {
    expect(courseOf([...nights].map((night) => night === 'x'))).toBe(course);
  });
});
