import { clouds } from './parts/land';
import { person } from './parts/people';
import { nearLine, street } from './parts/street';
import { skyline } from './parts/town';
import { car } from './parts/vehicles';
import { EDGES, type Pen } from './pen';

const DROP = 'rgba(240,247,247,.6)';
const PUDDLE = 'rgba(200,220,222,.32)';
const BEAM = 'rgba(255,226,150,.35)';

/** A board over the road that warns, without words. */
function board(pen: Pen): void {
  const { light } = pen;
  pen.rect(-6, -150, 12, 150, light.steel);
  pen.rect(-18, -6, 36, 8, light.steel);
  pen.round(-114, -204, 228, 110, 8, light.dark);
  pen.round(-106, -196, 212, 94, 4, '#111A17');
  pen.poly([-62, -180, -28, -120, -96, -120], light.yellow);
  pen.poly([-62, -164, -42, -128, -82, -128], '#111A17');
  pen.rect(-65, -155, 6, 14, light.yellow);
  pen.rect(-65, -138, 6, 6, light.yellow);
  for (const [x, y, w] of [
    [-6, -176, 96],
    [-6, -154, 96],
    [-6, -132, 62],
  ] as const)
    pen.rect(x, y, w, 12, light.yellow);
}

function underUmbrella(pen: Pen): void {
  const { light } = pen;
  person(pen.at(0, 0, 0.95), { body: light.red });
  pen.rect(12, -112, 4, 66, light.dark);
  pen.dome(14, -108, 62, light.yellow);
  for (const x of [-27, 14, 55]) pen.dome(x, -108, 20.5, light.amber);
  pen.line([14, -170, 14, -178], 4, light.dark);
}

/** A street in heavy rain. */
export function rain(pen: Pen): void {
  const own = pen.light;
  pen.fade(0, 300, own.storm, own.stormLow);
  const dim = {
    ...own,
    city: own.stormCity,
    cityNear: own.stormCityNear,
    lit: '#F6D996',
    cloud: own.stormCloud,
  };
  const grey = pen.in(dim);
  skyline(grey, 290);
  clouds(grey, [-160, 40, 2.6], [40, 30, 3], [260, 46, 2.4], [470, 26, 3.2], [700, 44, 2.6], [900, 28, 3]);
  clouds(grey, [1120, 44, 2.6]);
  grey.band(-2, 26, dim.cloud);
  clouds(
    pen.in({ ...dim, cloud: own.stormCloudNear }),
    [150, 78, 1.5],
    [610, 84, 1.8],
    [990, 78, 1.4],
    [-130, 80, 1.5],
  );

  street(pen.in({ ...own, asphalt: '#414E4A', pale: '#AEBDB8' }), {
    top: 304,
    line: 387,
    color: nearLine(pen),
  });
  for (const [x, y, w] of [
    [180, 346, 120],
    [650, 366, 170],
    [900, 342, 90],
    [-120, 356, 100],
    [1080, 366, 90],
  ] as const)
    pen.round(x, y, w, 8, 4, PUDDLE);
  board(pen.at(802, 302));
  underUmbrella(pen.at(148, 300));
  pen.poly([324, 316, 140, 300, 140, 352, 324, 332], BEAM);
  const ahead = pen.at(316, 352, 1.65);
  car(ahead, own.white);
  ahead.rect(2, -20, 144, 5, own.plate);

  for (let i = 0; i < 96; i++) {
    const [x, y] = [EDGES[0] + ((i * 173) % 1440), 84 + ((i * 97) % 250)];
    pen.line([x, y, x + 9, y + 26], 2.4, DROP);
  }
}
