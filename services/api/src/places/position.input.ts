import type { CoordinateSystem } from '@linli/domain/places/position.rule';
import { Field, Float, InputType } from 'type-graphql';
import { enumOf } from '../graphql/enums.ts';

export const CoordinateSystemEnum = enumOf<CoordinateSystem>('CoordinateSystem', '坐标系 What degrees are read on.', {
  WGS84: 'GPS',
  GCJ02: '高德、腾讯 Chinese maps and mini-programs.',
  BD09: '百度',
});

/** A point on the map. */
@InputType({ description: '位置 A position.' })
export class PositionInput {
  @Field(() => Float, { description: '经度 Degrees east.' })
  longitude!: number;

  @Field(() => Float, { description: '纬度 Degrees north.' })
  latitude!: number;

  @Field(() => CoordinateSystemEnum, { defaultValue: 'WGS84', description: '坐标系 What the degrees are read on; kept and answered on WGS 84.' })
  system!: CoordinateSystem;
}
