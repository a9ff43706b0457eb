import type { Section } from '../../../src/domain/sections';
import { SectionPlan } from '../../../src/stores/visit/section-plan';

const SCREEN = 800;
const sections = (count: number, weight: Partial<Section> = {}): Section[] =>
  Array.from({ length: count }, () => ({ parts: [], nodes: 1, bytes: 4000, height: 500, ...weight }));
const mounted = (plan: SectionPlan, count: number) =>
  Array.from({ length: count }, (_, section) => section).filter((section) => plan.has(section));
/** Every step until nothing is left to do. */
function steps(plan: SectionPlan) {
  const taken: ReturnType<SectionPlan['next']>[] = [];
  for (let step = plan.next(); step.wanted.length > 0; step = plan.next()) {
    plan.mount(step.wanted);
    taken.push(step);
  }
  return taken;
}

test('around a section: one before it, two screens after it, within the bytes of the first screens', () => {
  const light = new SectionPlan(sections(20, { bytes: 100 }));
  light.mountAround(10, SCREEN);
  expect(mounted(light, 20)).toEqual([9, 10, 11, 12, 13]);
  const heavy = new SectionPlan(sections(20));
  heavy.mountAround(10, SCREEN);
  expect(mounted(heavy, 20)).toEqual([9, 10]);
});

test('what follows comes first, then what lies before, nearest first; no step holds both', () => {
  const plan = new SectionPlan(sections(20));
  plan.mountAround(10, SCREEN);
  const taken = steps(plan);
  const below = taken.filter(({ above }) => !above).flatMap(({ wanted }) => wanted);
  expect(below).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19]);
  const above = taken.filter((step) => step.above).flatMap(({ wanted }) => wanted);
  expect(above).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0]);
  expect(taken.map((step) => step.above)).toEqual([false, false, false, true, true, true]);
  expect(plan.isWhole).toBe(true);
});

test('a section that is heavier than a step is a step of its own', () => {
  const plan = new SectionPlan(sections(3, { bytes: 50_000 }));
  plan.mountAround(0, SCREEN);
  expect(steps(plan).map(({ wanted }) => wanted)).toEqual([[1], [2]]);
});

test('beyond the budget of elements nothing is mounted ahead, and what is far goes for what is asked for', () => {
  const count = 100;
  const plan = new SectionPlan(sections(count, { nodes: 20, bytes: 100 }));
  plan.mountAround(0, SCREEN);
  steps(plan);
  expect(mounted(plan, count)).toHaveLength(24);
  plan.mountAround(90, SCREEN);
  const now = mounted(plan, count);
  expect(now).toHaveLength(24);
  expect(now).toEqual(expect.arrayContaining([89, 90, 91, 92, 93]));
  expect(now).not.toContain(0);
});

test('a section that is not there is not mounted', () => {
  const plan = new SectionPlan([]);
  plan.mountAround(0, SCREEN);
  plan.mount([3]);
  expect(plan.next().wanted).toEqual([]);
  expect(plan.isWhole).toBe(true);
});
