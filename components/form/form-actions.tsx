import { Button, Group } from '@mantine/core';

interface FormActionsProps {
  label: string;
  pending: boolean;
  onClose: () => void;
}

/** The buttons of a form in a dialog. */
export function FormActions({ label, pending, onClose }: FormActionsProps) {
  return (
    <Group justify="flex-end" gap="sm">
      <Button variant="default" onClick={onClose} disabled={pending}>
        Close
      </Button>
      <Button type="submit" loading={pending}>
        {label}
      </Button>
    </Group>
  );
}
