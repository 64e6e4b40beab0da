import { languages } from '@anteroom/ui';
import { ColorInput, Input, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { useId, useMemo, useRef } from 'react';
import { Controller, useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';

/** What every organization has from the first day. */
interface OrganizationBasics {
  name: string;
  language: string;
  timeZone: string;
  accentColor: string;
}

/** What an organization is begun with. */
export interface NewOrganization extends OrganizationBasics {
  slug: string;
}

/** As the API takes them. */
export const limits = { name: 120, slug: 60 };
const swatches = ['#2f6f5e', '#1f6feb', '#6b4fbb', '#a63d57', '#b3541e', '#3f6212', '#334155'];
const slugPattern = /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/;

/** `Praktijk De Linde` is at `praktijk-de-linde`. */
function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-+|-+$/g, '');
}

/** Before anything is typed: as whoever begins it has it themselves. */
export function newOrganization(language: string | undefined): NewOrganization {
  return {
    name: '',
    slug: '',
    language: (language ?? 'en').toUpperCase(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    accentColor: swatches[0] ?? '',
  };
}

/** Name, language, time zone and colour: the same fields where an organization is made and where it is changed. Below a FormProvider. */
export function BasicFields({ onName }: { onName?: (name: string) => void }) {
  const { t } = useTranslation('organizations');
  const { register, formState } = useFormContext<OrganizationBasics>();
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
        error={formState.errors.name?.message}
      />
      <LanguageField />
      <TimeZoneField />
      <ColorField />
    </Stack>
  );
}

function LanguageField() {
  const { t } = useTranslation('organizations');
  const { control } = useFormContext<OrganizationBasics>();
  const languageLabel = useId();
  return (
    <Controller
      control={control}
      name="language"
      render={({ field, fieldState }) => (
        <Input.Wrapper
          label={t('form.language')}
          labelElement="div"
          labelProps={{ id: languageLabel }}
          description={t('form.languageHint')}
          error={fieldState.error?.message}
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
  );
}

function TimeZoneField() {
  const { t } = useTranslation('organizations');
  const { control, getValues } = useFormContext<OrganizationBasics>();
  const zones = useMemo(() => {
    const known = Intl.supportedValuesOf('timeZone');
    const current = getValues('timeZone');
    return known.includes(current) ? known : [current, ...known];
  }, [getValues]);
  return (
    <Controller
      control={control}
      name="timeZone"
      render={({ field, fieldState }) => (
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
          error={fieldState.error?.message}
        />
      )}
    />
  );
}

function ColorField() {
  const { t } = useTranslation('organizations');
  const { control } = useFormContext<OrganizationBasics>();
  return (
    <Controller
      control={control}
      name="accentColor"
      render={({ field, fieldState }) => (
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
          error={fieldState.error?.message}
        />
      )}
    />
  );
}

/** The same, and what names it in addresses, which follows its name until somebody types another. Below a FormProvider. */
export function NewOrganizationFields() {
  const { setValue } = useFormContext<NewOrganization>();
  const ownSlug = useRef(false);
  return (
    <>
      <BasicFields
        onName={(name) => {
          if (!ownSlug.current) setValue('slug', slugOf(name));
        }}
      />
      <SlugField
        onOwn={() => {
          ownSlug.current = true;
        }}
      />
    </>
  );
}

function SlugField({ onOwn }: { onOwn: () => void }) {
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
