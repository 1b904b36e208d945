import type { AttachmentsService } from '../attachments/attachments.service.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { CardsService, type SecretLimits } from './cards.service.ts';
import { CertificatesService } from './certificates.service.ts';
import { ExchangesService } from './exchanges.service.ts';
import { ListingsService } from './listings.service.ts';
import { MinutesService } from './minutes.service.ts';
import { TimeBankSettingsService } from './time-bank-settings.service.ts';
import { VolunteersService } from './volunteers.service.ts';

/** The services of the time bank. */
export class TimeBank {
  readonly settings: TimeBankSettingsService;
  readonly volunteers: VolunteersService;
  readonly cards: CardsService;
  readonly listings: ListingsService;
  readonly exchanges: ExchangesService;
  readonly minutes: MinutesService;
  readonly certificates: CertificatesService;

  constructor(unit: UnitOfWork, attachments: AttachmentsService, limits: SecretLimits, publicUrl: string | null) {
    this.settings = new TimeBankSettingsService(unit);
    this.volunteers = new VolunteersService(unit);
    this.cards = new CardsService(unit, limits);
    this.listings = new ListingsService(unit);
    this.exchanges = new ExchangesService(unit, this.cards);
    this.minutes = new MinutesService(unit);
    this.certificates = new CertificatesService(unit, attachments, publicUrl);
  }
}
