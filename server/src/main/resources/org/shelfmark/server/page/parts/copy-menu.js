export function CopyMenu() {
  return null;
}
