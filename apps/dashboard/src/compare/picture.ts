import { courseIn, pathOf } from '../charts/course.ts';
import { figure } from '../format.ts';
import type { IndicatorUnit } from '../generated/documents.ts';
import { BOX, knownOf, scaleOf } from './courses.ts';
import type { Trends } from './use-trends.ts';

const [COLUMNS, GAP, HEAD, NAME, SHARP] = [4, 24, 48, 20, 2] as const;
const FONT = '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';

/** The courses of all places as a picture, under what they are. */
export function pictureOf(trends: Trends, unit: IndicatorUnit, title: string): Promise<Blob> {
  const { whole, places } = trends;
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  const scale = scaleOf(trends);
  if (!pen || !scale) return Promise.resolve(new Blob());
  const cell = { width: BOX.width + GAP, height: BOX.height + NAME + GAP };
  canvas.width = SHARP * (COLUMNS * cell.width + GAP);
  canvas.height = SHARP * (HEAD + Math.ceil(places.length / COLUMNS) * cell.height + GAP);
  pen.scale(SHARP, SHARP);
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = '#1b2429';
  pen.font = `600 15px ${FONT}`;
  pen.fillText(title, GAP, 30);
  const course = courseIn(BOX, whole.length, scale);
  const reference = new Path2D(pathOf(whole.map(knownOf), course));
  for (const [n, { place, past }] of places.entries()) {
    pen.save();
    pen.translate(GAP + (n % COLUMNS) * cell.width, HEAD + Math.floor(n / COLUMNS) * cell.height);
    const last = past.at(-1);
    const value = last ? knownOf(last) : null;
    pen.font = `12px ${FONT}`;
    pen.fillText(`${place.name}${value === null ? '' : ` ${figure(value, unit)}`}`, 0, 12);
    pen.translate(0, NAME);
    pen.lineWidth = 1;
    pen.setLineDash([4, 3]);
    pen.strokeStyle = '#8b99a1';
    pen.stroke(reference);
    pen.setLineDash([]);
    pen.lineWidth = 1.8;
    pen.strokeStyle = '#2a9d8f';
    pen.stroke(new Path2D(pathOf(past.map(knownOf), course)));
    pen.restore();
  }
  return new Promise((resolve, refuse) => canvas.toBlob(blob => (blob ? resolve(blob) : refuse(new Error('The picture could not be made.'))), 'image/png'));
}
