import { defineEntity } from '@mikro-orm/core';

const ExchangeReceiverSchema = defineEntity({
  name: 'ExchangeReceiver',
  tableName: 'exchange_receiver',
  properties: p => ({
    districtId: p.integer().primary(),
    id: p.uuid().primary(),
    exchangeId: p.uuid(),
    residentId: p.uuid(),
  }),
});

/** That a resident is served by an exchange. Insert-only. */
export class ExchangeReceiver extends ExchangeReceiverSchema.class {}
ExchangeReceiverSchema.setClass(ExchangeReceiver);
