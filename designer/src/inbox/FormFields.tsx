import { Checkbox, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import type { FormField, FormView } from '../api/tasks'
import { valueText } from '../evidence/value-text'
import { words } from '../format/words'
import classes from './FormFields.module.css'

interface Props {
  form: FormView
  values: Record<string, unknown>
  disabled: boolean
  onChange: (values: Record<string, unknown>) => void
}

/** The form that the step asks to be filled in, drawn from its declaration. */
export function FormFields({ form, values, disabled, onChange }: Props) {
  return (
    <fieldset className={classes.form} disabled={disabled}>
      <legend>{form.documentation ?? words(form.name)}</legend>
      {form.fields.map((field) => (
        <Field key={field.name} field={field} value={values[field.name] ?? field.default ?? null} onChange={(value) => onChange({ ...values, [field.name]: value })} />
      ))}
    </fieldset>
  )
}

function Field({ field, value, onChange }: { field: FormField; value: unknown; onChange: (value: unknown) => void }) {
  const common = { label: field.label === field.name ? words(field.label) : field.label, description: field.choices.length > 0 ? undefined : field.expects, required: field.required, name: field.name }
  if (field.choices.length > 0)
    return (
      <Select
        {...common}
        data={field.choices.map((choice) => ({ value: choice.name, label: choice.label ?? words(choice.name) }))}
        value={typeof value === 'string' ? value : null}
        onChange={onChange}
        clearable={!field.required}
      />
    )
  if (field.type === 'bool') return <Checkbox label={common.label} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />
  if (field.type === 'int' || field.type === 'float') {
    const limit = (end: unknown) => (typeof end === 'number' ? end : undefined)
    return (
      <NumberInput
        {...common}
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => onChange(next === '' ? null : Number(next))}
        allowDecimal={field.type === 'float'}
        min={limit(field.least)}
        max={limit(field.most)}
      />
    )
  }
  const text = value === null || value === undefined ? '' : typeof value === 'string' ? value : valueText(value)
  return field.type === 'text' ? (
    <Textarea {...common} autosize minRows={1} maxRows={10} value={text} onChange={(event) => onChange(event.currentTarget.value)} dir="auto" />
  ) : (
    <TextInput {...common} value={text} onChange={(event) => onChange(event.currentTarget.value)} />
  )
}
