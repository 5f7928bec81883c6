import { spawnSync } from 'node:child_process';

/** Whether network namespaces with cables between them can be made here: containers often forbid it even to root. */
export function namespacesWork(): boolean {
  const space = `mouchard-try-${process.pid}`;
  const ip = (...argv: readonly string[]): boolean => spawnSync('ip', argv).status === 0;
  if (!ip('netns', 'add', space)) return false;
  const cable = ip('-n', space, 'link', 'add', 'near', 'type', 'veth', 'peer', 'name', 'far');
  return ip('netns', 'delete', space) && cable;
}
