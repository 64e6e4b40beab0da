import { languages } from '@anteroom/ui';
import { ColorInput, Input, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { useId, useMemo } from 'react';
import { Controller, useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';

/** What every organization has from the first day. */
export interface OrganizationBasics {
  name: string;
  language: string;
  timeZone: string;
  accentColor: string;
}

export interface NewOrganization extends OrganizationBasics {
  slug: string;
}

/** As the API takes them. */
export const limits = { name: 120, slug: 60 };
export const swatches = ['#2f6f5e', '#1f6feb', '#6b4fbb', '#a63d57', '#b3541e', '#3f6212', '#334155'];
const slugPattern = /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/;

/** `Praktijk De Linde` is at `praktijk-de-linde`. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-+|-+$/g, '');
}

export function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Name, language, time zone and colour: the same fields where an organization is made and where it is changed. Below a FormProvider. */
export function BasicFields({ onName }: { onName?: (name: string) => void }) {
  const { t } = useTranslation('organizations');
  const form = useFormContext<OrganizationBasics>();
  const { register, formState, control } = form;
  const { errors } = formState;
  const languageLabel = useId();
  const zones = useMemo(() => {
    const known = Intl.supportedValuesOf('timeZone');
    const current = form.getValues('timeZone');
    return known.includes(current) ? known : [current, ...known];
  }, [form]);
  return (
    <Stack gap="md">
      <TextInput
        {...register('name', {
          validate: (name: string) => name.trim() !== '' || t('form.nameMissing'),
          maxLength: { value: limits.name, message: t('form.tooLong', { limit: limits.name }) },
          onChange: (event: { target: { value: string } }) => onName?.(event.target.value),
        })}
        label={t('form.name')}
        autoComplete="organization"
        error={errors.name?.message}
      />
      <Controller
        control={control}
        name="language"
        render={({ field }) => (
          <Input.Wrapper
            label={t('form.language')}
            labelElement="div"
            labelProps={{ id: languageLabel }}
            description={t('form.languageHint')}
            error={errors.language?.message}
          >
            <SegmentedControl
              mt={6}
              fullWidth
              aria-labelledby={languageLabel}
              value={field.value}
              onChange={field.onChange}
              data={languages.map((language) => ({
                value: language.toUpperCase(),
                label: t(`form.languages.${language}`),
              }))}
            />
          </Input.Wrapper>
        )}
      />
      <Controller
        control={control}
        name="timeZone"
        render={({ field }) => (
          <Select
            ref={field.ref}
            label={t('form.timeZone')}
            description={t('form.timeZoneHint')}
            data={zones}
            value={field.value}
            onChange={(zone) => zone && field.onChange(zone)}
            searchable
            limit={60}
            allowDeselect={false}
            nothingFoundMessage={t('form.noZone')}
            error={errors.timeZone?.message}
          />
        )}
      />
      <Controller
        control={control}
        name="accentColor"
        render={({ field }) => (
          <ColorInput
            ref={field.ref}
            label={t('form.color')}
            description={t('form.colorHint')}
            format="hex"
            swatches={swatches}
            swatchesPerRow={7}
            value={field.value}
            onChange={field.onChange}
            eyeDropperButtonProps={{ 'aria-label': t('form.pickColor') }}
            error={errors.accentColor?.message}
          />
        )}
      />
    </Stack>
  );
}

/** The part of addresses that names the organization; it follows the name until somebody types another. */
export function SlugField({ onOwn }: { onOwn: () => void }) {
  const { t } = useTranslation('organizations');
  const form = useFormContext<NewOrganization>();
  return (
    <TextInput
      {...form.register('slug', {
        validate: (slug: string) => slugPattern.test(slug.trim()) || t('form.slugInvalid'),
        onChange: onOwn,
      })}
      label={t('form.slug')}
      description={t('form.slugHint', { address: `${window.location.origin}/portal/register/` })}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      error={form.formState.errors.slug?.message}
    />
  );
}
