import { defineEntity } from '@mikro-orm/core';

const ExchangeReceiverSchema = defineEntity({
  name: 'ExchangeReceiver',
  tableName: 'exchange_receiver',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    exchangeId: p.uuid(),
    residentId: p.uuid(),
    /** Where and when it was served; null while it does not count. */
    placeId: p.uuid().nullable(),
    servedAt: p.datetime().nullable(),
  }),
});

/** That a resident is served by an exchange. */
export class ExchangeReceiver extends ExchangeReceiverSchema.class {
  static readonly schema = ExchangeReceiverSchema;
}
ExchangeReceiverSchema.setClass(ExchangeReceiver);
