import { LinkEnd } from './link-end';

export default function LinkNotFound() {
  return <LinkEnd state="unknown" />;
}
