import { defineEntity } from '@mikro-orm/core';

const ComparisonSettingSchema = defineEntity({
  name: 'ComparisonSetting',
  tableName: 'comparison_setting',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    /** 显示名次. Whether places see ranks, as intervals; off unless the district switches them on. */
    showsRanks: p.boolean(),
    updatedAt: p.datetime(),
  }),
});

/** What a district decides of how its places are compared; at most one a district. */
export class ComparisonSetting extends ComparisonSettingSchema.class {
  static readonly schema = ComparisonSettingSchema;
}
ComparisonSettingSchema.setClass(ComparisonSetting);
