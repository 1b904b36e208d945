import { Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useAsked } from '../api/use-asked.ts';
import { daysLater, startOfDay, today } from '../format.ts';
import { useGround } from '../frame/ground.ts';
import { CommunitiesOfDocument, GridsDocument, type Role } from '../generated/documents.ts';
import { useWords } from '../language.ts';
import { ROLES, say } from '../words.ts';
import { grantable } from './grants.ts';
import { access } from './words.ts';

export interface RoleWritten {
  readonly role: Role;
  readonly place: string;
  readonly grid?: string;
  readonly lastDay?: string;
}

/** What is said of a role, as the API takes it. */
export function asRole({ role, place, grid, lastDay }: RoleWritten) {
  return { role, placeId: grid ?? place, validTo: lastDay ? startOfDay(daysLater(lastDay, 1)) : null };
}

/** Which role, where and until when: of those that the viewer may give. */
export function RoleFields(): ReactNode {
  const t = useWords();
  const { viewer, district, street } = useGround();
  const form = Form.useFormInstance<RoleWritten>();
  const chosen = Form.useWatch('place', form);
  const { data } = useAsked(CommunitiesOfDocument, { street: street.id });
  const communities = (data?.communities.nodes ?? []).map(each => ({ ...each, lineage: [each.id, street.id, district.id] }));
  const places = [{ ...district, lineage: [district.id] }, { ...street, lineage: [street.id, district.id] }, ...communities].filter(({ lineage }) => grantable(viewer, lineage).length > 0);
  const community = communities.find(({ id }) => id === chosen);
  const grids = useAsked(GridsDocument, community ? { community: community.id } : null).data?.grids.nodes ?? [];
  const roles = grantable(viewer, places.find(({ id }) => id === chosen)?.lineage ?? []);
  const needed = [{ required: true, message: t(say.needed) }];
  const options = (of: readonly { readonly id: string; readonly name: string }[]) => of.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Form.Item label={t(access.place)} name="place" rules={needed}>
        <Select showSearch={{ optionFilterProp: 'label' }} placeholder={t(say.choose)} options={options(places)} onChange={() => form.setFieldValue('grid', undefined)} />
      </Form.Item>
      {community && <Form.Item label={t(access.grid)} name="grid"><Select allowClear showSearch={{ optionFilterProp: 'label' }} placeholder={t(say.wholeCommunity)} options={options(grids)} /></Form.Item>}
      <Form.Item label={t(access.role)} name="role" rules={needed}><Select placeholder={t(say.choose)} options={roles.map(value => ({ value, label: t(ROLES[value]) }))} /></Form.Item>
      <Form.Item label={t(access.lastDay)} name="lastDay"><Input type="date" min={today()} /></Form.Item>
    </>
  );
}
