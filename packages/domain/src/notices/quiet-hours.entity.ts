import { defineEntity } from '@mikro-orm/core';

const QuietHoursSettingSchema = defineEntity({
  name: 'QuietHoursSetting',
  tableName: 'quiet_hours',
  properties: p => ({
    districtId: p.integer().primary(),
    /** The account's id: it has one setting, or the default. */
    id: p.uuid().primary(),
    /** Minutes after midnight in Shanghai; both null when switched off. */
    fromMinute: p.integer().nullable(),
    toMinute: p.integer().nullable(),
  }),
});

/** The quiet hours that an account chose for itself. */
export class QuietHoursSetting extends QuietHoursSettingSchema.class {}
QuietHoursSettingSchema.setClass(QuietHoursSetting);
